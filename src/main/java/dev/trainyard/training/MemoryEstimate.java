package dev.trainyard.training;

import dev.trainyard.dataset.Dataset;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.train.Network;
import dev.trainyard.engine.train.TrainState;
import dev.trainyard.engine.train.Trainer;
import dev.trainyard.engine.train.TrainingPlan;
import dev.trainyard.web.Problem;
import dev.trainyard.web.ProblemCode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How much memory a run takes: the table as read and as encoded, the network's buffers, and the weights in all their copies,
 * those in a checkpoint that is being written included.
 */
final class MemoryEstimate {
    /** What a run takes however small it is. */
    private static final long LEAST = (1 << 20) + (long) Journal.MOST_COPIED * Float.BYTES;

    private MemoryEstimate() {}

    /**
     * Bytes of a run, at most the limit.
     *
     * @param validation a dataset that only judges, or null
     * @throws Problem 422 with the estimate and the limit
     */
    static long of(
            Network network,
            TrainingPlan plan,
            int threads,
            InputEstimate input,
            Dataset training,
            @Nullable Dataset validation,
            long limit) {
        double rows = (double) training.rows() + (validation == null ? 0 : validation.rows());
        double data = rows * input.bytesPerRow();
        double bytes =
                LEAST + data + Trainer.bytes(network, plan, threads, Kernels.best()) + TrainState.bytes(network, plan);
        if (bytes > limit) {
            String detail = String.format(
                    Locale.ROOT,
                    "would take %,.0f MB (%,.0f MB of them for the data), and this server has %,.0f MB for training",
                    Math.ceil(bytes / 1e6),
                    Math.ceil(data / 1e6),
                    Math.floor(limit / 1e6));
            throw Problem.of(ProblemCode.MEMORY_LIMIT, "The job " + detail + ".")
                    .at("", detail);
        }
        return (long) bytes;
    }
}
