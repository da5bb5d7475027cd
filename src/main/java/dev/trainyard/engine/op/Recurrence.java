package dev.trainyard.engine.op;

import dev.trainyard.engine.graph.ShapeException;
import dev.trainyard.engine.graph.Site;
import dev.trainyard.engine.kernel.Epilogue;
import dev.trainyard.engine.kernel.Form;
import dev.trainyard.engine.kernel.Matmul;
import dev.trainyard.engine.kernel.MatmulShape;
import dev.trainyard.engine.kernel.Worker;
import dev.trainyard.engine.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What recurrent operations share. Inputs are x [T, C], input weight [G · H, C], hidden weight [G · H, H] and a bias
 * [G · H] for each, as in PyTorch, for G gates of H values. A part takes some examples through all of time by itself, so
 * time needs no barrier; gradients of weights are products over all examples and times.
 */
final class Recurrence {

    final int time;
    final int hidden;
    final int width;
    final int parts;
    private final int in;
    private final boolean reverse;
    private final float[] x;
    private final float[] inputWeight;
    private final float[] hiddenWeight;
    private final float[] y;
    private final float[] dy;
    private final float[] before;
    private final float @Nullable [] dx;
    private final float @Nullable [] dInputWeight;
    private final float @Nullable [] dHiddenWeight;
    private final ColumnGradient dInputBias;
    private final ColumnGradient dHiddenBias;
    private final Matmul[] projections;
    private final Matmul[] transitions;
    private final Matmul[] backTransitions;
    private final @Nullable Matmul backInput;
    private final @Nullable Matmul backInputWeight;
    private final @Nullable Matmul backHiddenWeight;

    /**
     * @param projection how x · inputWeightᵀ is stored
     * @param transition how h · hiddenWeightᵀ is stored
     */
    Recurrence(Site site, boolean reverse, Epilogue[] projection, Epilogue[] transition) {
        this.reverse = reverse;
        time = site.inputShape(0).dim(0);
        in = site.inputShape(0).dim(1);
        width = site.inputShape(2).dim(0);
        hidden = site.inputShape(2).dim(1);
        parts = site.parts();
        x = site.input(0);
        inputWeight = site.input(1);
        hiddenWeight = site.input(2);
        y = site.output();
        dy = site.outputGradient();
        dx = site.inputGradient(0);
        dInputWeight = site.inputGradient(1);
        dHiddenWeight = site.inputGradient(2);
        dInputBias = new ColumnGradient(site, 3);
        dHiddenBias = new ColumnGradient(site, 4);
        int rows = site.capacity();
        int all = Math.multiplyExact(rows, time);
        before = site.scratch(site.training() ? (long) all * hidden : 0);
        projections = new Matmul[parts];
        transitions = new Matmul[parts];
        backTransitions = new Matmul[parts];
        int most = Math.ceilDiv(rows, parts);
        for (int part = 0; part < parts; part++) {
            projections[part] = site.matmul(MatmulShape.of(Form.NT, most * time, width, in), projection[part]);
            transitions[part] = site.matmul(
                    new MatmulShape(Form.NT, most, width, hidden, time * hidden, hidden, time * width),
                    transition[part]);
            backTransitions[part] = site.matmul(
                    new MatmulShape(Form.NN, most, hidden, width, time * width, hidden, time * hidden), Epilogue.ADD);
        }
        backInput = dx == null ? null : site.matmul(MatmulShape.of(Form.NN, all, in, width), adding(site, 0));
        backInputWeight =
                dInputWeight == null ? null : site.matmul(MatmulShape.of(Form.TN, width, in, all), adding(site, 1));
        backHiddenWeight = dHiddenWeight == null
                ? null
                : site.matmul(MatmulShape.of(Form.TN, width, hidden, all), adding(site, 2));
    }

    private static Epilogue adding(Site site, int input) {
        return site.accumulates(input) ? Epilogue.ADD : Epilogue.STORE;
    }

    static Shape outputShape(List<Shape> inputs, int gates) {
        Shape x = inputs.get(0);
        Shape weight = inputs.get(2);
        Dims.require(x.rank() == 2, "[time, channels]", x);
        Dims.require(weight.rank() == 2 && weight.dim(0) == gates * weight.dim(1), "[" + gates + " · h, h]", weight);
        int width = weight.dim(0);
        List<Shape> expected = List.of(Shape.of(width, x.dim(1)), weight, Shape.of(width), Shape.of(width));
        if (!inputs.subList(1, 5).equals(expected)) {
            throw new ShapeException(expected.toString(), inputs.subList(1, 5).toString());
        }
        return Shape.of(x.dim(0), weight.dim(1));
    }

    /** Position that is reached as number {@code step}, 0 being the first to be read. */
    int at(int step) {
        return reverse ? time - 1 - step : step;
    }

    int from(int rows, int part) {
        return Parts.from(rows, part, parts);
    }

    /** Start of the hidden values of a row at a position. */
    int state(int row, int position) {
        return (row * time + position) * hidden;
    }

    /** Start of the gates of a row at a position. */
    int gate(int row, int position) {
        return (row * time + position) * width;
    }

    /** gates = x · inputWeightᵀ for all times of the part's rows. */
    void project(int part, int from, int to, float[] gates) {
        projections[part].run(
                x, from * time * in, inputWeight, 0, gates, gate(from, 0), (to - from) * time, Worker.SOLO);
    }

    /** gates at the step's position = previous hidden values · hiddenWeightᵀ, stored as planned; from step 1 on. */
    void transit(int part, int from, int to, int step, float[] gates) {
        transitions[part].run(
                y, state(from, at(step - 1)), hiddenWeight, 0, gates, gate(from, at(step)), to - from, Worker.SOLO);
    }

    /** Gradient of the previous hidden values += gradient of the gates · hiddenWeight; from step 1 on. */
    void backTransit(int part, int from, int to, int step, float[] dGates) {
        backTransitions[part].run(
                dGates, gate(from, at(step)), hiddenWeight, 0, dy, state(from, at(step - 1)), to - from, Worker.SOLO);
    }

    /** Lays the hidden values before each position of a row side by side; zeros before the first. */
    void shift(int row) {
        for (int step = 0; step < time; step++) {
            int to = state(row, at(step));
            if (step == 0) {
                Arrays.fill(before, to, to + hidden, 0);
            } else {
                System.arraycopy(y, state(row, at(step - 1)), before, to, hidden);
            }
        }
    }

    /** The gradients of x, weights and biases from those of the gates, which came from x and from h. All workers. */
    void contribute(float[] dFromInput, float[] dFromHidden, int rows, Worker worker) {
        int all = rows * time;
        if (backInputWeight != null && dInputWeight != null) {
            backInputWeight.run(dFromInput, 0, x, 0, dInputWeight, 0, all, worker);
        }
        if (backHiddenWeight != null && dHiddenWeight != null) {
            backHiddenWeight.run(dFromHidden, 0, before, 0, dHiddenWeight, 0, all, worker);
        }
        if (backInput != null && dx != null) {
            backInput.run(dFromInput, 0, inputWeight, 0, dx, 0, all, worker);
        }
        dInputBias.add(dFromInput, all, width, worker);
        dHiddenBias.add(dFromHidden, all, width, worker);
    }
}
