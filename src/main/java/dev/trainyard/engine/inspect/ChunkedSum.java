package dev.trainyard.engine.inspect;

import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Reductions;
import dev.trainyard.engine.kernel.Worker;

/**
 * A sum over a long array that workers share: cut into chunks by the data, added up in their order, so that any number of
 * workers gives the same bits. Worker w takes every count-th chunk, always the same ones.
 */
final class ChunkedSum {

    static final int CHUNK = 1 << 14;

    private final int turn;
    private final double[] sums;
    private final long[] nonFinite;
    private int chunks;

    /** For arrays of at most {@code capacity} floats; {@code turn} spreads the first chunks of many sums over workers. */
    ChunkedSum(int capacity, int turn) {
        this.turn = turn;
        this.sums = new double[chunks(capacity)];
        this.nonFinite = new long[sums.length];
    }

    private static int chunks(int length) {
        return (length + CHUNK - 1) / CHUNK;
    }

    /** Of x², counting what is not finite. */
    void squares(Reductions reductions, float[] x, int length, Worker worker) {
        for (int chunk = first(worker); chunk < chunks(length); chunk += worker.count()) {
            int from = chunk * CHUNK;
            int to = Math.min(length, from + CHUNK);
            sums[chunk] = reductions.sumOfSquares(x, from, to);
            nonFinite[chunk] = Double.isFinite(sums[chunk]) ? 0 : count(x, from, to);
        }
        finish(length, worker);
    }

    /** Of x. */
    void values(Reductions reductions, float[] x, int length, Worker worker) {
        for (int chunk = first(worker); chunk < chunks(length); chunk += worker.count()) {
            sums[chunk] = reductions.sum(x, chunk * CHUNK, Math.min(length, (chunk + 1) * CHUNK));
        }
        finish(length, worker);
    }

    /** Of x² over a part of x, leaving a copy of it. */
    void squaresOfCopy(Reductions reductions, Spread spread, float[] x, float[] copy, Worker worker) {
        for (int chunk = first(worker); chunk < chunks(copy.length); chunk += worker.count()) {
            spread.copy(x, copy, chunk * CHUNK, Math.min(copy.length, (chunk + 1) * CHUNK));
        }
        squares(reductions, copy, copy.length, worker);
    }

    /** Of (x − before)² over a part of x of which {@code before} is an earlier copy, leaving the differences in {@code after}. */
    void squaredDifferences(Kernels kernels, Spread spread, float[] x, float[] before, float[] after, Worker worker) {
        for (int chunk = first(worker); chunk < chunks(after.length); chunk += worker.count()) {
            int from = chunk * CHUNK;
            int to = Math.min(after.length, from + CHUNK);
            spread.copy(x, after, from, to);
            kernels.elementwise().subtract(after, before, after, from, to);
        }
        squares(kernels.reductions(), after, after.length, worker);
    }

    private int first(Worker worker) {
        return Math.floorMod(worker.index() - turn, worker.count());
    }

    private void finish(int length, Worker worker) {
        if (worker.index() == 0) {
            chunks = chunks(length);
        }
    }

    private static long count(float[] x, int from, int to) {
        long count = 0;
        for (int i = from; i < to; i++) {
            if (!Float.isFinite(x[i])) {
                count++;
            }
        }
        return count;
    }

    /** The sum, once all workers are done. */
    double total() {
        double total = 0;
        for (int chunk = 0; chunk < chunks; chunk++) {
            total += sums[chunk];
        }
        return total;
    }

    /** How many values were not finite. */
    long nonFinite() {
        long total = 0;
        for (int chunk = 0; chunk < chunks; chunk++) {
            total += nonFinite[chunk];
        }
        return total;
    }
}
