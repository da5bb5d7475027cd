package dev.trainyard.training;

import dev.trainyard.engine.data.ClassWeights;
import dev.trainyard.engine.data.Task;
import dev.trainyard.engine.loss.Loss;
import dev.trainyard.engine.optimizer.Optimizer;
import dev.trainyard.engine.schedule.Schedule;
import dev.trainyard.engine.train.Clipping;
import dev.trainyard.engine.train.EarlyStopping;
import dev.trainyard.engine.train.TrainingPlan;
import dev.trainyard.model.ModelDefinition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job with every default written out, so that a later version with other defaults does the same with it. Stored and shown as JSON.
 *
 * @param modelId the stored model that {@code model} was, if it was one
 * @param threads as asked for; null leaves it to the size of the job
 */
record JobDefinition(
        String dataset,
        List<String> targets,
        List<String> features,
        @Nullable String modelId,
        ModelDefinition model,
        Task task,
        Loss loss,
        Optimizer optimizer,
        Schedule schedule,
        int epochs,
        int batchSize,
        Validation validation,
        @Nullable EarlyStopping earlyStopping,
        @Nullable Clipping gradientClipping,
        @Nullable ClassWeights classWeights,
        long seed,
        @Nullable Integer threads,
        @Nullable Double maxSeconds,
        Map<String, String> metadata,
        @Nullable Map<String, FindingAction> onFinding,
        @Nullable Boolean measureCurvature) {

    boolean measuresCurvature() {
        return Boolean.TRUE.equals(measureCurvature);
    }

    TrainingPlan plan() {
        return new TrainingPlan(epochs, batchSize, optimizer, schedule, gradientClipping, earlyStopping, seed);
    }
}
