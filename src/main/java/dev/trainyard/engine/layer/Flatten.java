package dev.trainyard.engine.layer;

import dev.trainyard.engine.graph.Graph;
import dev.trainyard.engine.graph.Node;
import dev.trainyard.engine.op.Reshape;
import dev.trainyard.engine.tensor.Shape;
import java.util.List;

/** Any shape as one dimension [size]; costs nothing. */
public record Flatten() implements Layer {

    @Override
    public Node apply(Graph graph, List<Node> inputs) {
        Node x = inputs.getFirst();
        Shape flat = Shape.of(Math.toIntExact(x.shape().size()));
        return x.shape().equals(flat) ? x : graph.apply(new Reshape(flat), x);
    }
}
