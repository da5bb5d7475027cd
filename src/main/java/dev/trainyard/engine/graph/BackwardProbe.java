package dev.trainyard.engine.graph;

import dev.trainyard.engine.kernel.Worker;

/**
 * Looks at the signal on its way back. Gradients of values share memory, so each can be seen only between the operation
 * that completed it and the one that consumes it.
 */
@FunctionalInterface
public interface BackwardProbe {

    /**
     * Called by every worker for every operation that backward runs, just before it; a barrier follows.
     *
     * @param output the value that the operation made
     * @param gradient complete gradient of the loss with respect to it, in the first {@code length} floats
     */
    void see(Applied output, float[] gradient, int length, Worker worker);
}
