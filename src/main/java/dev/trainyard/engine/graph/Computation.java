package dev.trainyard.engine.graph;

import dev.trainyard.engine.kernel.Worker;

/**
 * An operation bound to its buffers. Every worker calls both methods and does its part; the execution puts a barrier
 * after each call, so that a computation needs barriers only inside. The result must not depend on the worker count.
 */
public interface Computation {

    /** Computes the output of {@code step.rows()} rows from the inputs. */
    void forward(Step step, Worker worker);

    /** Adds the output gradient, taken through the derivative, to the gradient of each input that has one. */
    void backward(Step step, Worker worker);
}
