package dev.trainyard.engine.train;

/**
 * One step is done, or has failed: where the loss or the norm is not finite, the trained weights are those before it and
 * training ends. Always the same object, so that a step allocates nothing: read it during the call.
 */
public final class StepDone implements TrainingEvent {
    private int epoch;
    private long step;
    private double loss;
    private double rate;
    private double gradientNorm;
    private int rows;
    private boolean diverged;

    StepDone set(int inEpoch, long number, double meanLoss, double learningRate, double norm, int batchRows) {
        this.epoch = inEpoch;
        this.step = number;
        this.loss = meanLoss;
        this.rate = learningRate;
        this.gradientNorm = norm;
        this.rows = batchRows;
        this.diverged = false;
        return this;
    }

    /** The step has failed. */
    StepDone failed() {
        diverged = true;
        return this;
    }

    /** Whether the loss or the norm was not finite, so that training ends. */
    public boolean diverged() {
        return diverged;
    }

    @Override
    public int epoch() {
        return epoch;
    }

    @Override
    public long step() {
        return step;
    }

    /** Weighted mean loss of the batch before the step. */
    public double loss() {
        return loss;
    }

    /** Learning rate of the step. */
    public double rate() {
        return rate;
    }

    /** Norm of the gradient before clipping by norm; NaN if nobody wanted it. */
    public double gradientNorm() {
        return gradientNorm;
    }

    /** Rows of the batch. */
    public int rows() {
        return rows;
    }
}
