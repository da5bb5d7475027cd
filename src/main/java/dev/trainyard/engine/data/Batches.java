package dev.trainyard.engine.data;

import dev.trainyard.engine.kernel.Randomness;

/**
 * The batches of each epoch: a random order of all rows cut into equal pieces, the last one shorter. The order is a
 * pure function of (seed, epoch), so a cursor (epoch, batch) is all there is to remember.
 */
public final class Batches {
    /** Separates the keys of batches from those of splits. */
    private static final long PURPOSE = 2;

    private final int rows;
    private final int size;
    private final long seed;
    private final int[] order;

    /**
     * @param rows rows of an epoch
     * @param size rows of a batch, at most {@code rows} counts
     */
    public Batches(int rows, int size, long seed) {
        this.rows = rows;
        this.size = Math.min(size, rows);
        this.seed = seed;
        this.order = new int[rows];
    }

    /** Batches per epoch. */
    public int count() {
        return (rows + size - 1) / size;
    }

    /** The most rows of a batch. */
    public int size() {
        return size;
    }

    /** Shuffles for an epoch; until then, and before the first, the order is that of another. */
    public void shuffle(int epoch) {
        Randomness.permutation(Randomness.key(seed, PURPOSE, epoch), rows, order);
    }

    /** Row numbers in the order of the epoch; batch b starts at {@link #start}. Shared, not to be written. */
    public int[] order() {
        return order;
    }

    /** Position in {@link #order} of a batch's first row. */
    public int start(int batch) {
        return batch * size;
    }

    /** Rows of a batch. */
    public int rows(int batch) {
        return Math.min(size, rows - start(batch));
    }
}
