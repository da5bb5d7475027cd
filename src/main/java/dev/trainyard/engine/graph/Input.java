package dev.trainyard.engine.graph;

import dev.trainyard.engine.tensor.Shape;

/** What the caller fills in before every forward pass: features, targets, row weights. */
public final class Input implements Node {

    private final String name;
    private final Shape shape;

    Input(String name, Shape shape) {
        this.name = name;
        this.shape = shape;
    }

    /** Name by which {@link Execution#input(String)} finds it. */
    public String name() {
        return name;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public String toString() {
        return name + shape.dims();
    }
}
