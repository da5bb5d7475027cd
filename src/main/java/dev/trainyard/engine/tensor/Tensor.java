package dev.trainyard.engine.tensor;

/**
 * Values with a shape, row-major. The array is shared, not copied: whoever holds the tensor may write into it.
 *
 * <p>Equality is that of the shape and of the array's identity.
 */
@SuppressWarnings("ArrayRecordComponent")
public record Tensor(Shape shape, float[] values) {
    /** Throws {@link IllegalArgumentException} if the number of values is not that of the shape. */
    public Tensor {
        if (shape.size() != values.length) {
            throw new IllegalArgumentException(
                    "expected " + shape.size() + " values for shape " + shape + ", got " + values.length);
        }
    }

    /** A tensor of zeros; throws {@link ArithmeticException} if it does not fit an array. */
    public static Tensor zeros(Shape shape) {
        return new Tensor(shape, new float[Math.toIntExact(shape.size())]);
    }

    @Override
    public String toString() {
        return "Tensor" + shape;
    }
}
