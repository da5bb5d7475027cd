package dev.trainyard.engine.kernel;

import static dev.trainyard.engine.kernel.VectorConstants.LANE;
import static dev.trainyard.engine.kernel.VectorConstants.ONE;
import static dev.trainyard.engine.kernel.VectorConstants.ZERO;
import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Softmax cross-entropy of few classes with the rows of the batch in lanes, [classes, rows]: see {@link Rows}. */
final class LaneLoss {
    /** Classes up to which all are in registers at once. */
    static final int MOST = RowSums.SHORT;

    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    private final int classes;
    private final int capacity;
    private final float[] logits;
    private final Elementwise elementwise;
    private final Reductions reductions;

    /** Class of each row. */
    final float[] targets;
    /** Weight of each row. */
    final float[] weights;
    /** Exponentials, then probabilities; zeros where there is no class. */
    private final float[] shares;

    private final float[] maxima;
    private final float[] losses;
    /** Gradient of the logits. */
    final float[] dLogits;

    LaneLoss(int classes, int capacity, float[] logits, Elementwise elementwise, Reductions reductions) {
        this.classes = classes;
        this.capacity = capacity;
        this.logits = logits;
        this.elementwise = elementwise;
        this.reductions = reductions;
        this.targets = new float[capacity];
        this.weights = new float[capacity];
        this.shares = new float[MOST * capacity];
        this.maxima = new float[capacity];
        this.losses = new float[capacity];
        this.dLogits = new float[LaneLayer.whole(classes) * capacity];
    }

    /** The weighted mean loss. */
    double forward(int rows) {
        shift(logits, shares, maxima, classes, capacity);
        elementwise.exp(shares, shares, 0, classes * capacity);
        divide(shares, losses, classes, capacity);
        elementwise.log(losses, losses, 0, capacity);
        weigh(logits, targets, weights, maxima, losses, classes, capacity);
        double total = reductions.sum(weights, 0, rows);
        return total == 0 ? 0 : reductions.sum(losses, 0, rows) / total;
    }

    /** Its gradient by the logits. */
    void backward(int rows) {
        double total = reductions.sum(weights, 0, rows);
        float share = total == 0 ? 0 : (float) (1 / total);
        gradient(shares, targets, weights, share, dLogits, classes, capacity);
    }

    /** Logits less their maximum. */
    private static void shift(float[] logits, float[] shares, float[] maxima, int classes, int capacity) {
        for (int row = 0; row < capacity; row += LANES) {
            FloatVector maximum = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
            for (int at = row; at < classes * capacity; at += capacity) {
                maximum = maximum.max(FloatVector.fromArray(SPECIES, logits, at));
            }
            for (int at = row; at < classes * capacity; at += capacity) {
                FloatVector.fromArray(SPECIES, logits, at).sub(maximum).intoArray(shares, at);
            }
            maximum.intoArray(maxima, row);
        }
    }

    /** Exponentials by their sum, in the order of {@link Partials}: what is 4 classes apart, then 2, then neighbors. */
    private static void divide(float[] shares, float[] sums, int classes, int capacity) {
        for (int row = 0; row < capacity; row += LANES) {
            FloatVector sum04 = FloatVector.fromArray(SPECIES, shares, row)
                    .add(FloatVector.fromArray(SPECIES, shares, row + 4 * capacity));
            FloatVector sum26 = FloatVector.fromArray(SPECIES, shares, row + 2 * capacity)
                    .add(FloatVector.fromArray(SPECIES, shares, row + 6 * capacity));
            FloatVector sum15 = FloatVector.fromArray(SPECIES, shares, row + capacity)
                    .add(FloatVector.fromArray(SPECIES, shares, row + 5 * capacity));
            FloatVector sum37 = FloatVector.fromArray(SPECIES, shares, row + 3 * capacity)
                    .add(FloatVector.fromArray(SPECIES, shares, row + 7 * capacity));
            FloatVector sum = sum04.add(sum26).add(sum15.add(sum37));
            FloatVector inverse = ONE.div(sum);
            sum.intoArray(sums, row);
            for (int at = row; at < classes * capacity; at += capacity) {
                FloatVector.fromArray(SPECIES, shares, at).mul(inverse).intoArray(shares, at);
            }
        }
    }

    /** From logarithms of sums to weighted losses. */
    private static void weigh(
            float[] logits,
            float[] targets,
            float[] weights,
            float[] maxima,
            float[] losses,
            int classes,
            int capacity) {
        for (int row = 0; row < capacity; row += LANES) {
            FloatVector target = FloatVector.fromArray(SPECIES, targets, row);
            FloatVector own = FloatVector.fromArray(SPECIES, logits, row);
            for (int i = 1; i < classes; i++) {
                own = own.blend(
                        FloatVector.fromArray(SPECIES, logits, row + i * capacity), target.compare(EQ, (float) i));
            }
            FloatVector loss = FloatVector.fromArray(SPECIES, losses, row)
                    .sub(own.sub(FloatVector.fromArray(SPECIES, maxima, row)));
            loss.mul(FloatVector.fromArray(SPECIES, weights, row)).intoArray(losses, row);
        }
    }

    private static void gradient(
            float[] shares, float[] targets, float[] weights, float share, float[] dLogits, int classes, int capacity) {
        for (int row = 0; row < capacity; row += LANES) {
            FloatVector target = FloatVector.fromArray(SPECIES, targets, row);
            FloatVector dLoss = FloatVector.fromArray(SPECIES, weights, row).mul(share);
            for (int i = 0; i < classes; i++) {
                FloatVector part = FloatVector.fromArray(SPECIES, shares, row + i * capacity);
                FloatVector slope =
                        part.blend(ZERO, part.compare(LT, Rows.VANISHED)).fma(dLoss, ZERO);
                slope.blend(slope.sub(dLoss), target.compare(EQ, (float) i)).intoArray(dLogits, row + i * capacity);
            }
        }
    }

    /** Rows whose class has the largest logit, the first of equal ones. */
    int right(int rows) {
        float right = 0;
        for (int row = 0; row < rows; row += LANES) {
            right += right(logits, targets, row, rows - row, classes, capacity);
        }
        return (int) right;
    }

    private static float right(float[] logits, float[] targets, int row, int left, int classes, int capacity) {
        FloatVector target = FloatVector.fromArray(SPECIES, targets, row);
        FloatVector best = FloatVector.fromArray(SPECIES, logits, row);
        FloatVector answer = FloatVector.zero(SPECIES);
        for (int i = 1; i < classes; i++) {
            FloatVector other = FloatVector.fromArray(SPECIES, logits, row + i * capacity);
            answer = answer.blend((float) i, other.compare(GT, best));
            best = best.blend(other, other.compare(GT, best));
        }
        FloatVector right = ONE.blend(ZERO, answer.compare(NE, target));
        return right.blend(ZERO, LANE.compare(GE, (float) left)).reduceLanes(ADD);
    }
}
