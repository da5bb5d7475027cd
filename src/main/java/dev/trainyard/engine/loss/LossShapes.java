package dev.trainyard.engine.loss;

import dev.trainyard.engine.graph.ShapeException;
import dev.trainyard.engine.tensor.Shape;
import java.util.List;

/** The shapes that losses demand. */
final class LossShapes {

    private LossShapes() {}

    /** Prediction [n] or scalar, target as {@code targetSize} values, weight scalar; gives a scalar. */
    static Shape perRow(List<Shape> inputs, long targetSize) {
        require(inputs.get(0).rank() <= 1, "a prediction of one dimension", inputs.get(0));
        require(inputs.get(1).size() == targetSize, "a target of " + targetSize + " values", inputs.get(1));
        require(inputs.get(2).size() == 1, "one weight per row", inputs.get(2));
        return Shape.SCALAR;
    }

    static void require(boolean holds, String expected, Shape actual) {
        if (!holds) {
            throw new ShapeException(expected, actual.toString());
        }
    }
}
