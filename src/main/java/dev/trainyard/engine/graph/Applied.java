package dev.trainyard.engine.graph;

import dev.trainyard.engine.tensor.Shape;
import java.util.List;

/** The value of an operation applied to other nodes. */
public final class Applied implements Node {

    private final int id;
    private final String scope;
    private final Op op;
    private final List<Node> inputs;
    private final Shape shape;

    Applied(int id, String scope, Op op, List<? extends Node> inputs) {
        this.id = id;
        this.scope = scope;
        this.op = op;
        this.inputs = List.copyOf(inputs);
        this.shape = op.outputShape(this.inputs.stream().map(Node::shape).toList());
    }

    /** Position among the operations of its graph; keys the randomness of the operation. */
    public int id() {
        return id;
    }

    /** Scope in which it was applied: the layer's name, or empty. */
    public String scope() {
        return scope;
    }

    /** The operation. */
    public Op op() {
        return op;
    }

    /** What the operation reads, in the operation's order. */
    public List<Node> inputs() {
        return inputs;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public String toString() {
        return scope + "/" + op.name() + shape.dims();
    }
}
