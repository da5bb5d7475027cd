package dev.trainyard.engine.graph;

import dev.trainyard.engine.initializer.Initializer;
import dev.trainyard.engine.tensor.Shape;

/** A tensor that training changes: by its gradient when trainable, by its own operation (running statistics) when not. */
public final class Parameter implements Node {

    private final String name;
    private final Shape shape;
    private final Initializer initializer;
    private final boolean trainable;

    Parameter(String name, Shape shape, Initializer initializer, boolean trainable) {
        this.name = name;
        this.shape = shape;
        this.initializer = initializer;
        this.trainable = trainable;
    }

    /** Full name, scopes included: {@code hidden1.weight}. */
    public String name() {
        return name;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    /** Draws the first values. */
    public Initializer initializer() {
        return initializer;
    }

    /** Whether it has a gradient; running statistics have none. */
    public boolean trainable() {
        return trainable;
    }

    @Override
    public String toString() {
        return name + shape.dims();
    }
}
