package dev.trainyard.engine.initializer;

import dev.trainyard.engine.tensor.Shape;

/**
 * How many terms reach one output (fan-in) and how many outputs one input reaches (fan-out), for a weight of shape
 * {@code [out, in, ...kernel]}; as in PyTorch.
 */
public record Fan(double in, double out) {

    /** Of a weight; one without two dimensions reaches itself only. */
    public static Fan of(Shape shape) {
        if (shape.rank() < 2) {
            double size = shape.size();
            return new Fan(size, size);
        }
        double kernel = (double) shape.size() / shape.dim(0) / shape.dim(1);
        return new Fan(shape.dim(1) * kernel, shape.dim(0) * kernel);
    }
}
