package dev.trainyard.prediction;

import dev.trainyard.dataset.format.Rows;
import dev.trainyard.engine.data.TensorColumn;
import dev.trainyard.engine.tensor.Shape;
import java.util.Arrays;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Tensors of bytes; in JSON as lists within lists, the outermost dimension first, of whole numbers from 0 to 255. */
final class ImageCells implements Cells {
    private final String name;
    private final Shape shape;
    private byte[] values;
    private int filled;

    ImageCells(String name, Shape shape) {
        this.name = name;
        this.shape = shape;
        this.values = new byte[Math.toIntExact(shape.size())];
    }

    @Override
    public void add(JsonParser value) throws Misfit {
        makeRoom(Math.toIntExact(shape.size()));
        add(value, 0, "");
    }

    private void add(JsonParser value, int axis, String below) throws Misfit {
        if (axis == shape.rank()) {
            addElement(value, below);
            return;
        }
        int size = shape.dim(axis);
        if (value.currentToken() != JsonToken.START_ARRAY) {
            throw Misfit.at(below, "a list of " + size, value);
        }
        int count = 0;
        while (value.nextToken() != JsonToken.END_ARRAY) {
            if (count < size) {
                add(value, axis + 1, below + '/' + count);
            } else {
                value.skipChildren();
            }
            count++;
        }
        if (count != size) {
            throw Misfit.at(below, "must be a list of " + size + ", as the shape is " + shape + ", not of " + count);
        }
    }

    private void addElement(JsonParser value, String below) throws Misfit {
        boolean isWhole = value.currentToken() == JsonToken.VALUE_NUMBER_INT;
        double number = isWhole ? Double.parseDouble(value.getString()) : -1;
        if (number < 0 || number > 255) {
            throw Misfit.at(below, "a whole number from 0 to 255", value);
        }
        values[filled++] = (byte) (int) number;
    }

    @Override
    public void add(Rows file, int column) {
        byte[] image = file.tensor(column);
        makeRoom(image.length);
        System.arraycopy(image, 0, values, filled, image.length);
        filled += image.length;
    }

    private void makeRoom(int more) {
        if (values.length - filled < more) {
            values = Arrays.copyOf(values, Math.max(2 * filled, filled + more));
        }
    }

    @Override
    public TensorColumn column() {
        return new TensorColumn(name, shape, Arrays.copyOf(values, filled));
    }
}
