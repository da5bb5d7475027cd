package dev.trainyard.training;

import dev.trainyard.engine.data.Task;
import dev.trainyard.engine.train.Defaults;
import dev.trainyard.engine.train.InputSpec;
import dev.trainyard.engine.train.TrainingPlan;
import dev.trainyard.model.ModelDefinition;
import org.jspecify.annotations.Nullable;

/** What a submission leaves open: the engine's {@link Defaults} for data of this size. */
record JobDefaults(TrainingPlan plan, Validation validation, ModelDefinition model) {
    /**
     * Chooses.
     *
     * @param labelled rows with a target
     * @param asked what the submission says of validation, if anything
     * @param watched whether it asks for early stopping, which needs rows to watch
     */
    static JobDefaults of(Task task, long labelled, InputSpec input, @Nullable Validation asked, boolean watched) {
        int rows = (int) Math.min(Integer.MAX_VALUE, labelled);
        Validation validation = asked == null ? Validation.split(Defaults.validationFraction(rows, watched)) : asked;
        Double held = validation.split();
        int training = held == null ? rows : rows - (int) Math.round(rows * held);
        return new JobDefaults(
                Defaults.plan(task, training, input.width(), validation.any()),
                validation,
                new ModelDefinition(null, Defaults.layers(task, training, input.width()), true, null));
    }
}
