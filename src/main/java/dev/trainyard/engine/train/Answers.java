package dev.trainyard.engine.train;

import dev.trainyard.engine.data.Task;
import dev.trainyard.engine.kernel.Kernels;

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
            int target = (int) targets[row];
            right += units == 1 ? (outputs[row] > 0 ? target : 1 - target) : wins(outputs, row * units, units, target);
        }
        return right;
    }

    /** 1 if this class has the largest of the scores, the first of equal ones, else 0: no branch that is hard to foresee. */
    private static int wins(float[] scores, int start, int units, int target) {
        float own = scores[start + target];
        int wins = 1;
        for (int i = 0; i < units; i++) {
            float other = scores[start + i];
            wins &= i < target ? (other >= own ? 0 : 1) : (other > own ? 0 : 1);
        }
        return wins;
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
