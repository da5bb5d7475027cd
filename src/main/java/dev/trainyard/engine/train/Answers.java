package dev.trainyard.engine.train;

import dev.trainyard.engine.data.Task;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.metric.ConfusionMatrix;

/** What the outputs of a network say: logits become the probability of each class, values stay what they are. */
final class Answers {
    private final OutputSpec spec;
    private final Kernels kernels;

    Answers(OutputSpec spec, Kernels kernels) {
        this.spec = spec;
        this.kernels = kernels;
    }

    /** Writes [rows, spec.size()] probabilities or values from [rows, spec.units()] outputs. */
    void write(float[] outputs, float[] answers, int fromRow, int toRow) {
        if (spec.task() == Task.REGRESSION) {
            int width = spec.size();
            System.arraycopy(outputs, fromRow * width, answers, fromRow * width, (toRow - fromRow) * width);
        } else if (spec.units() == 1) {
            for (int row = fromRow; row < toRow; row++) {
                answers[2 * row] = 0;
                answers[2 * row + 1] = outputs[row];
            }
            kernels.rows().softmax(answers, answers, 2, fromRow, toRow);
        } else {
            kernels.rows().softmax(outputs, answers, spec.size(), fromRow, toRow);
        }
    }

    /** Right answers among the rows, or the sum of squared errors, each over its unit squared. */
    double score(float[] outputs, float[] targets, int rows) {
        return switch (spec.task()) {
            case CLASSIFICATION -> right(outputs, targets, rows);
            case REGRESSION -> squares(outputs, targets, rows * spec.size());
        };
    }

    private double right(float[] outputs, float[] targets, int rows) {
        int units = spec.units();
        int right = 0;
        for (int row = 0; row < rows; row++) {
            int answer = units == 1 ? (outputs[row] > 0 ? 1 : 0) : ConfusionMatrix.largest(outputs, row * units, units);
            right += answer == (int) targets[row] ? 1 : 0;
        }
        return right;
    }

    private static double squares(float[] outputs, float[] targets, int values) {
        double sum = 0;
        for (int i = 0; i < values; i++) {
            double error = (double) outputs[i] - targets[i];
            sum += error * error;
        }
        return sum;
    }
}
