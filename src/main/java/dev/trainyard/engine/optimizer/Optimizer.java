package dev.trainyard.engine.optimizer;

import dev.trainyard.engine.kernel.Kernels;
import java.util.List;

/**
 * How a gradient changes a weight: immutable hyperparameters. What an optimizer remembers lies outside it in named
 * slots, each as long as the weight and zero at first. Names, defaults and order of operations are PyTorch's.
 */
public sealed interface Optimizer permits Sgd, RmsProp, Adam, AdamW {
    /** The most numbers that {@link #prepare} writes. */
    int SCALARS = 3;

    /** The base rate, which a schedule changes from step to step. */
    double learningRate();

    /** Names of the slots per parameter, in the order of {@link #update}. */
    List<String> slots();

    /**
     * Works out what is the same for all weights of a step.
     *
     * @param rate learning rate of this step
     * @param step number of this step, from 1
     * @param scalars written, for {@link #update}
     */
    void prepare(double rate, long step, float[] scalars);

    /**
     * Changes w in place; each element depends on its own w, g and slots only.
     *
     * @param scalars as {@link #prepare} wrote them for this step
     * @param w weights
     * @param g gradient of the loss with respect to w
     * @param slots one array per name of {@link #slots()}, changed in place
     * @param from first element
     * @param to after the last element
     */
    void update(Kernels kernels, float[] scalars, float[] w, float[] g, float[][] slots, int from, int to);
}
