package dev.trainyard.prediction;

import dev.trainyard.engine.data.Table;
import dev.trainyard.engine.data.TargetEncoder;
import dev.trainyard.engine.graph.Plan;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.train.Evaluator;
import dev.trainyard.engine.train.Network;
import dev.trainyard.engine.train.Predictor;
import dev.trainyard.training.TrainedModel;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.IntStream;

/** A trained network that several requests use at once; each takes buffers of its own and shares the weights. */
final class LoadedNetwork {
    private static final Kernels KERNELS = Kernels.best();
    private static final int MOST_ROWS = 256;
    private static final long MOST_BYTES = 16 << 20;
    private static final int KEPT = 4;

    private final TrainedModel model;
    private final RowLayout layout;
    private final int capacity;
    private final long bytes;
    private final BlockingQueue<Predictor> idle = new ArrayBlockingQueue<>(KEPT);

    LoadedNetwork(TrainedModel model) {
        this.model = model;
        this.layout = RowLayout.of(model.features(), model.columns());
        this.capacity = capacity(model.network());
        this.bytes = Float.BYTES * model.parameters().count() + KEPT * bufferBytes(model.network(), capacity);
    }

    /** So many rows at once that the buffers stay small beside the weights of a large network. */
    private static int capacity(Network network) {
        int rows = MOST_ROWS;
        while (rows > 1 && bufferBytes(network, rows) > MOST_BYTES) {
            rows /= 2;
        }
        return rows;
    }

    private static long bufferBytes(Network network, int rows) {
        return Plan.inference(network.graph(), network.output(), rows).bytes(KERNELS);
    }

    String checkpointId() {
        return model.checkpointId();
    }

    /** What rows to predict look like. */
    RowLayout layout() {
        return layout;
    }

    /** What rows to be judged by look like. */
    RowLayout labelledLayout() {
        return RowLayout.of(model.features(), model.target(), model.columns());
    }

    TrainedModel model() {
        return model;
    }

    TargetEncoder target() {
        return model.target();
    }

    /** Memory of the weights and of the buffers that are kept, in bytes. */
    long bytes() {
        return bytes;
    }

    /** About how many multiplications the rows take. */
    long work(int rows) {
        return Math.multiplyExact(rows, Math.max(1, model.network().multiplications()));
    }

    /**
     * Answers each row.
     *
     * @return [rows, target().outputs()] probabilities, or values as the target decodes them
     */
    float[] predict(Table rows) {
        Predictor waiting = idle.poll();
        Predictor predictor =
                waiting != null ? waiting : new Predictor(model.network(), model.parameters(), KERNELS, capacity);
        try {
            int[] all = IntStream.range(0, rows.rows()).toArray();
            return predictor.predict(model.features().encode(rows, all));
        } finally {
            idle.offer(predictor);
        }
    }

    /** Something to judge it with. */
    Evaluator evaluator() {
        return new Evaluator(model.network(), model.parameters(), KERNELS, capacity);
    }
}
