package dev.trainyard.engine.data;

import dev.trainyard.engine.tensor.Shape;

/**
 * One tensor of unsigned bytes per row, such as an image.
 *
 * @param shape shape of one row's tensor, [height, width] or [channels, height, width]
 * @param values rows * shape.size() bytes, row after row, each 0 to 255
 */
@SuppressWarnings("ArrayRecordComponent")
public record TensorColumn(String name, Shape shape, byte[] values) implements Column {
    public TensorColumn {
        if (values.length % shape.size() != 0) {
            throw new IllegalArgumentException(
                    "%d bytes are no whole number of rows of %d".formatted(values.length, shape.size()));
        }
    }

    @Override
    public int rows() {
        return Math.toIntExact(values.length / shape.size());
    }

    @Override
    public boolean missing(int row) {
        return false;
    }

    @Override
    public NumberColumn asNumbers() {
        throw wrongType("numbers");
    }

    @Override
    public CategoryColumn asCategories() {
        throw wrongType("categories");
    }

    private InvalidData wrongType(String expected) {
        return new InvalidData(
                InvalidData.Code.COLUMN_TYPE, name, "expected %s, got tensors of %s".formatted(expected, shape));
    }
}
