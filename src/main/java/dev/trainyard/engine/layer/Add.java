package dev.trainyard.engine.layer;

import dev.trainyard.engine.graph.Graph;
import dev.trainyard.engine.graph.Node;
import dev.trainyard.engine.op.Sum;
import java.util.List;

/** The sum of inputs of one shape: a residual connection. He et al., "Deep residual learning" (2015). */
public record Add() implements Layer {

    @Override
    public Node apply(Graph graph, List<Node> inputs) {
        return graph.apply(new Sum(), inputs);
    }

    @Override
    public boolean joins() {
        return true;
    }
}
