package dev.trainyard.engine.op;

import dev.trainyard.engine.graph.ShapeException;
import dev.trainyard.engine.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** Questions that operations ask about shapes. */
final class Dims {

    private Dims() {}

    static int size(Shape shape) {
        return Math.toIntExact(shape.size());
    }

    /** The last dimension; 1 for a scalar. */
    static int last(Shape shape) {
        return shape.rank() == 0 ? 1 : shape.dim(shape.rank() - 1);
    }

    /** How many vectors of the last dimension there are. */
    static int vectors(Shape shape) {
        return size(shape) / last(shape);
    }

    static Shape withLast(Shape shape, int last) {
        List<Integer> dims = new ArrayList<>(shape.dims());
        dims.set(dims.size() - 1, last);
        return new Shape(dims);
    }

    static void require(boolean holds, String expected, Object actual) {
        if (!holds) {
            throw new ShapeException(expected, String.valueOf(actual));
        }
    }
}
