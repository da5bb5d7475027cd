package dev.trainyard.engine.layer;

import dev.trainyard.engine.graph.Graph;
import dev.trainyard.engine.graph.Node;
import dev.trainyard.engine.op.Concatenate;
import java.util.List;

/** Inputs side by side: [a], [b] give [a + b]; [T, a], [T, b] give [T, a + b]; images [a, H, W], [b, H, W] give [a + b, H, W]. */
public record Concat() implements Layer {

    @Override
    public Node apply(Graph graph, List<Node> inputs) {
        return graph.apply(new Concatenate(), inputs);
    }

    @Override
    public boolean joins() {
        return true;
    }
}
