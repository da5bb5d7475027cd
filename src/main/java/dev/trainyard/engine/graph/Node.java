package dev.trainyard.engine.graph;

import dev.trainyard.engine.tensor.Shape;

/** A value of a {@link Graph}, told apart by identity. Its shape leaves the batch out; a parameter's shape is complete. */
public sealed interface Node permits Input, Parameter, Applied {

    /** Shape of one example's value, or of the whole parameter. */
    Shape shape();
}
