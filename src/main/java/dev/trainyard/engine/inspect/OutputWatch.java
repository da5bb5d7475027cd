package dev.trainyard.engine.inspect;

import dev.trainyard.engine.kernel.Activation;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Worker;
import java.util.BitSet;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Statistics of one layer's output, and of the signal that comes back to it. */
final class OutputWatch {

    private static final float END = 0.01f;

    private final Kernels kernels;
    private final float[] values;
    private final int width;
    private final Activation.@Nullable Kind kind;
    private final ChunkedSum sums;
    private final ChunkedSum squares;
    private final ChunkedSum signalSquares;
    private final float[] unitSums;
    private int length;
    private double saturated;
    private boolean signalSeen;

    /**
     * Of an array with {@code width} floats per row for at most {@code capacity} rows.
     *
     * @param kind what made the values; null if it was no activation
     */
    OutputWatch(Kernels kernels, float[] values, int width, int capacity, Activation.@Nullable Kind kind, int turn) {
        this.kernels = kernels;
        this.values = values;
        this.width = width;
        this.kind = kind;
        int floats = Math.multiplyExact(width, capacity);
        this.sums = new ChunkedSum(floats, turn);
        this.squares = new ChunkedSum(floats, turn);
        this.signalSquares = new ChunkedSum(floats, turn);
        this.unitSums = new float[kind == Activation.Kind.RELU ? width : 0];
    }

    boolean rectifies() {
        return unitSums.length > 0;
    }

    /** The units that were alive, a bit each, hexadecimal. */
    String alive() {
        BitSet bits = new BitSet(unitSums.length);
        for (int unit = 0; unit < unitSums.length; unit++) {
            bits.set(unit, unitSums[unit] != 0);
        }
        return HexFormat.of().formatHex(bits.toByteArray());
    }

    void recall(String units) {
        BitSet bits = BitSet.valueOf(HexFormat.of().parseHex(units));
        for (int unit = 0; unit < unitSums.length; unit++) {
            unitSums[unit] = bits.get(unit) ? 1 : 0;
        }
    }

    void signal(float[] gradient, int floats, Worker worker) {
        signalSquares.squares(kernels.reductions(), gradient, floats, worker);
        if (worker.index() == 0) {
            signalSeen = true;
        }
    }

    /** Takes in the output of a step; {@code fresh} forgets which units were alive. */
    void afterBackward(int rows, boolean fresh, Worker worker) {
        sums.values(kernels.reductions(), values, rows * width, worker);
        squares.squares(kernels.reductions(), values, rows * width, worker);
        if (rectifies()) {
            noteAlive(rows, fresh, worker.from(width), worker.to(width));
        }
        if (worker.index() == 0) {
            length = rows * width;
            saturated = saturated(Math.min(length, ChunkedSum.CHUNK));
        }
    }

    /** A rectifier gives nothing below zero, so that a unit whose outputs have a sum was alive. */
    private void noteAlive(int rows, boolean fresh, int from, int to) {
        if (fresh) {
            kernels.elementwise().fill(0, unitSums, from, to);
        }
        kernels.rows().columnSums(values, unitSums, rows, width, from, to);
    }

    private double saturated(int count) {
        if (kind != Activation.Kind.SIGMOID && kind != Activation.Kind.TANH) {
            return Double.NaN;
        }
        float low = kind == Activation.Kind.SIGMOID ? END : 2 * END - 1;
        float high = kind == Activation.Kind.SIGMOID ? 1 - END : 1 - 2 * END;
        int outside = 0;
        for (int i = 0; i < count; i++) {
            if (values[i] < low || values[i] > high) {
                outside++;
            }
        }
        return (double) outside / count;
    }

    double mean() {
        return sums.total() / length;
    }

    double deviation() {
        double mean = mean();
        return Math.sqrt(Math.max(0, squares.total() / length - mean * mean));
    }

    /** NaN if the layer's gradient was never shown. */
    double signalNorm() {
        return signalSeen ? Math.sqrt(signalSquares.total()) : Double.NaN;
    }

    double saturatedFraction() {
        return saturated;
    }

    double deadFraction() {
        int dead = 0;
        for (float sum : unitSums) {
            if (sum == 0) {
                dead++;
            }
        }
        return rectifies() ? (double) dead / unitSums.length : Double.NaN;
    }

    long nonFinite() {
        return squares.nonFinite();
    }
}
