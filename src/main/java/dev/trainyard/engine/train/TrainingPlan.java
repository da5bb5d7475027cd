package dev.trainyard.engine.train;

import static dev.trainyard.engine.InvalidDefinition.require;

import dev.trainyard.engine.optimizer.Adam;
import dev.trainyard.engine.optimizer.Optimizer;
import dev.trainyard.engine.schedule.Constant;
import dev.trainyard.engine.schedule.Schedule;
import org.jspecify.annotations.Nullable;

/**
 * How a network is trained. With the network, the examples and the seed it decides every bit of the result; the loss
 * belongs to the network's {@link OutputSpec}.
 *
 * @param epochs passes over the training rows, at least 1
 * @param batchSize rows of a step, at least 1
 * @param gradientClipping null for none
 * @param earlyStopping null to train all epochs; the result is then the last weights
 * @param seed decides first weights, order of rows and dropout
 */
public record TrainingPlan(
        int epochs,
        int batchSize,
        Optimizer optimizer,
        Schedule schedule,
        @Nullable Clipping gradientClipping,
        @Nullable EarlyStopping earlyStopping,
        long seed) {
    /** Plain Adam; {@link Defaults} fits a plan to the data. */
    public TrainingPlan() {
        this(20, 32, new Adam(), new Constant(), null, null, 0);
    }

    /** Throws {@link dev.trainyard.engine.InvalidDefinition}. */
    public TrainingPlan {
        require(epochs >= 1, "epochs", "at least 1", epochs);
        require(batchSize >= 1, "batchSize", "at least 1", batchSize);
    }

    public TrainingPlan withEpochs(int count) {
        return new TrainingPlan(count, batchSize, optimizer, schedule, gradientClipping, earlyStopping, seed);
    }

    public TrainingPlan withBatchSize(int rows) {
        return new TrainingPlan(epochs, rows, optimizer, schedule, gradientClipping, earlyStopping, seed);
    }

    public TrainingPlan withOptimizer(Optimizer other) {
        return new TrainingPlan(epochs, batchSize, other, schedule, gradientClipping, earlyStopping, seed);
    }

    public TrainingPlan withSchedule(Schedule other) {
        return new TrainingPlan(epochs, batchSize, optimizer, other, gradientClipping, earlyStopping, seed);
    }

    public TrainingPlan withClipping(@Nullable Clipping other) {
        return new TrainingPlan(epochs, batchSize, optimizer, schedule, other, earlyStopping, seed);
    }

    public TrainingPlan withEarlyStopping(@Nullable EarlyStopping other) {
        return new TrainingPlan(epochs, batchSize, optimizer, schedule, gradientClipping, other, seed);
    }

    public TrainingPlan withSeed(long other) {
        return new TrainingPlan(epochs, batchSize, optimizer, schedule, gradientClipping, earlyStopping, other);
    }
}
