package dev.trainyard.training;

import dev.trainyard.engine.data.ClassWeights;
import dev.trainyard.engine.data.Task;
import dev.trainyard.engine.loss.Loss;
import dev.trainyard.engine.optimizer.Optimizer;
import dev.trainyard.engine.schedule.Schedule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A submission as it comes. Only dataset and target are needed; {@link JobPlanner} fills in the rest.
 *
 * @param target name of the column to learn; or {@code targets}, several numbers
 * @param features names of the columns to learn from; all others if left out
 * @param model id or definition
 * @param earlyStopping settings, or false for none
 * @param gradientClipping settings, or false for none
 * @param maxSeconds ends the training; what has been learnt by then is the result
 * @param metadata at most 16 pairs of at most 64 and 512 characters, to find the job again
 */
record JobRequest(
        @Nullable String dataset,
        @Nullable String target,
        @Nullable List<String> targets,
        @Nullable List<String> features,
        @Nullable JsonNode model,
        @Nullable Task task,
        @Nullable Loss loss,
        @Nullable Optimizer optimizer,
        @Nullable Schedule schedule,
        @Nullable Integer epochs,
        @Nullable Integer batchSize,
        @Nullable Validation validation,
        @Nullable JsonNode earlyStopping,
        @Nullable JsonNode gradientClipping,
        @Nullable ClassWeights classWeights,
        @Nullable Long seed,
        @Nullable Integer threads,
        @Nullable Integer priority,
        @Nullable Double maxSeconds,
        @Nullable Map<String, String> metadata) {}
