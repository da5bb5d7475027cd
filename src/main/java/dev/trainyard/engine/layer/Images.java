package dev.trainyard.engine.layer;

import dev.trainyard.engine.graph.Graph;
import dev.trainyard.engine.graph.Node;
import dev.trainyard.engine.op.Reshape;
import dev.trainyard.engine.tensor.Shape;

/** Images and sequences without a channel dimension have one channel. */
final class Images {

    private Images() {}

    /** [H, W] becomes [1, H, W]. */
    static Node of(Graph graph, Node x) {
        Shape shape = x.shape();
        return shape.rank() == 2 ? graph.apply(new Reshape(Shape.of(1, shape.dim(0), shape.dim(1))), x) : x;
    }

    /** [T] becomes [T, 1]. */
    static Node sequence(Graph graph, Node x) {
        Shape shape = x.shape();
        return shape.rank() == 1 ? graph.apply(new Reshape(Shape.of(shape.dim(0), 1)), x) : x;
    }
}
