package dev.trainyard.engine.data;

import dev.trainyard.engine.tensor.Shape;

/**
 * A tensor of bytes, such as an image, standardized as a whole: y = fma(byte, scale, shift).
 *
 * @param shape shape of one row's tensor
 * @param scale 1 / standard deviation over all bytes of the training rows
 * @param shift -mean / standard deviation over all bytes of the training rows
 */
public record Scaled(String column, Shape shape, float scale, float shift) implements ColumnEncoder {
    @Override
    public int width() {
        return Math.toIntExact(shape.size());
    }

    @Override
    public void encode(Column source, int[] rows, float[] out, int stride, int offset) {
        TensorColumn tensors = tensors(source);
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < width(); j++) {
                int value = tensors.values()[rows[i] * width() + j] & 0xFF;
                out[i * stride + offset + j] = Math.fma((float) value, scale, shift);
            }
        }
    }

    /** The rows without a copy of the bytes. */
    ByteFeatures features(Column source, int[] rows) {
        return new ByteFeatures(width(), tensors(source).values(), rows, scale, shift);
    }

    private TensorColumn tensors(Column source) {
        if (source instanceof TensorColumn tensors && tensors.shape().equals(shape)) {
            return tensors;
        }
        throw new InvalidData(
                InvalidData.Code.COLUMN_TYPE,
                column,
                "expected tensors of %s, got %s"
                        .formatted(shape, source instanceof TensorColumn other ? other.shape() : "words or numbers"));
    }
}
