package dev.trainyard.training;

import dev.trainyard.engine.data.ClassWeights;
import dev.trainyard.engine.data.Task;
import dev.trainyard.engine.loss.Loss;
import dev.trainyard.engine.optimizer.Optimizer;
import dev.trainyard.engine.schedule.Schedule;
import dev.trainyard.web.JsonNames;
import dev.trainyard.web.Problem;
import dev.trainyard.web.ProblemCode;
import java.util.ArrayList;
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
 * @param onFinding what to do about findings, by their code; those not named are only told
 * @param measureCurvature whether to measure the Hessian's largest eigenvalue, which takes some dozen gradients each time
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
        @Nullable Map<String, String> metadata,
        @Nullable Map<String, FindingAction> onFinding,
        @Nullable Boolean measureCurvature) {
    static final int HIGHEST_PRIORITY = 1000;
    private static final int MOST_EPOCHS = 1_000_000;
    private static final int MOST_ROWS = 1 << 20;
    private static final int MOST_THREADS = 1024;
    private static final int MOST_METADATA = 16;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_VALUE = 512;
    private static final double LONGEST_SECONDS = 1e9;

    /** Refuses what cannot be, whatever the data. */
    JobRequest {
        List<Problem.Place> places = new ArrayList<>();
        checkRange("/epochs", epochs, 1, MOST_EPOCHS, places);
        checkRange("/batch_size", batchSize, 1, MOST_ROWS, places);
        checkRange("/threads", threads, 1, MOST_THREADS, places);
        checkRange("/priority", priority, -HIGHEST_PRIORITY, HIGHEST_PRIORITY, places);
        if (maxSeconds != null && !(maxSeconds > 0 && maxSeconds <= LONGEST_SECONDS)) {
            places.add(new Problem.Place("/max_seconds", "must be above 0 and at most 1e9, not " + maxSeconds));
        }
        checkMetadata(metadata == null ? Map.of() : metadata, places);
        FindingPolicy.check(onFinding, places);
        if (!places.isEmpty()) {
            throw Problem.of(ProblemCode.INVALID_VALUE, places);
        }
    }

    private static void checkRange(
            String pointer, @Nullable Integer value, int least, int most, List<Problem.Place> places) {
        if (value != null && (value < least || value > most)) {
            places.add(new Problem.Place(pointer, "must be from " + least + " to " + most + ", not " + value));
        }
    }

    private static void checkMetadata(Map<String, String> metadata, List<Problem.Place> places) {
        if (metadata.size() > MOST_METADATA) {
            places.add(new Problem.Place(
                    "/metadata", "must be at most " + MOST_METADATA + " pairs, not " + metadata.size()));
        }
        metadata.forEach((name, value) -> {
            if (name.isEmpty() || name.length() > LONGEST_NAME) {
                places.add(new Problem.Place("/metadata", "must have names of 1 to " + LONGEST_NAME + " characters"));
            } else if (value.length() > LONGEST_VALUE) {
                String detail = "must have at most " + LONGEST_VALUE + " characters, not " + value.length();
                places.add(new Problem.Place(JsonNames.below("/metadata", name), detail));
            }
        });
    }

    /** All defaults. */
    static JobRequest of(String dataset, String target) {
        return new JobRequest(
                dataset, target, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, null, null, null, null, null);
    }

    /** The same request for the dataset that came with it. */
    JobRequest forDataset(String id, @Nullable String itsTarget) {
        return new JobRequest(
                id,
                itsTarget == null ? target : itsTarget,
                targets,
                features,
                model,
                task,
                loss,
                optimizer,
                schedule,
                epochs,
                batchSize,
                validation,
                earlyStopping,
                gradientClipping,
                classWeights,
                seed,
                threads,
                priority,
                maxSeconds,
                metadata,
                onFinding,
                measureCurvature);
    }
}
