package dev.trainyard.engine.graph;

/** What one pass over the network depends on besides its buffers: how many rows, which mode, which randomness. Reused. */
public final class Step {

    private int rows;
    private boolean training;
    private long key;

    /** Sets up a training step: dropout drops, batch statistics are taken and remembered. */
    public Step training(int rowCount, long stepKey) {
        return set(rowCount, true, stepKey);
    }

    /** Sets up inference: no randomness, running statistics. */
    public Step inference(int rowCount) {
        return set(rowCount, false, 0);
    }

    private Step set(int rowCount, boolean isTraining, long stepKey) {
        this.rows = rowCount;
        this.training = isTraining;
        this.key = stepKey;
        return this;
    }

    /** Rows in use, at most the capacity of the execution. */
    public int rows() {
        return rows;
    }

    /** Whether this is training. */
    public boolean training() {
        return training;
    }

    /** Key of this step's randomness, derived from seed, epoch and step. */
    public long key() {
        return key;
    }
}
