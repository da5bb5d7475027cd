package dev.trainyard.engine.train;

import dev.trainyard.engine.data.Features;
import dev.trainyard.engine.graph.Execution;
import dev.trainyard.engine.graph.Parameters;
import dev.trainyard.engine.graph.Plan;
import dev.trainyard.engine.graph.Step;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Worker;

/** Answers for rows, a batch at a time. For one thread; its buffers are planned once. */
public final class Predictor {
    private final Network network;
    private final Execution execution;
    private final Answers answers;
    private final Step step = new Step();

    /**
     * @param parameters the weights, shared: changing them changes the answers
     * @param capacity rows of a batch
     */
    public Predictor(Network network, Parameters parameters, Kernels kernels, int capacity) {
        this.network = network;
        Plan plan = Plan.inference(network.graph(), network.output(), capacity);
        this.execution = Execution.of(plan, kernels, parameters);
        this.answers = new Answers(network.outputSpec(), kernels);
    }

    /**
     * Answers each row.
     *
     * @return [rows, outputSpec().size()]: the probability of each class, or values as the target encoder's
     *     {@code decode} takes them
     */
    public float[] predict(Features features) {
        int width = network.outputSpec().size();
        int[] order = new int[features.rows()];
        for (int row = 0; row < order.length; row++) {
            order[row] = row;
        }
        float[] all = new float[Math.multiplyExact(order.length, width)];
        float[] batch = new float[execution.capacity() * width];
        for (int from = 0; from < order.length; from += execution.capacity()) {
            int rows = Math.min(execution.capacity(), order.length - from);
            features.gather(order, from, execution.input(Network.INPUT), 0, rows);
            execution.forward(step.inference(rows), Worker.SOLO);
            answers.write(execution.output(network.output()), batch, 0, rows);
            System.arraycopy(batch, 0, all, from * width, rows * width);
        }
        return all;
    }

    /** Bytes of the buffers, parameters not counted. */
    public long bytes() {
        return execution.bytes();
    }
}
