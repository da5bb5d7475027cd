package dev.trainyard.training;

import dev.trainyard.engine.data.Task;
import dev.trainyard.engine.layer.Dense;
import dev.trainyard.engine.layer.NamedLayer;
import dev.trainyard.engine.layer.Relu;
import dev.trainyard.engine.train.EarlyStopping;
import dev.trainyard.engine.train.TrainingPlan;
import dev.trainyard.model.ModelDefinition;
import java.util.List;

/** What a submission leaves open. */
record JobDefaults(TrainingPlan plan, Validation validation, ModelDefinition model) {
    static JobDefaults of(Task task, long rows) {
        Dense dense = new Dense(64, new Relu(), null, null, null);
        List<NamedLayer> layers = List.of(new NamedLayer("dense_1", List.of(), dense), new NamedLayer("dense_2", List.of(), dense));
        return new JobDefaults(
                new TrainingPlan().withEpochs(100).withEarlyStopping(new EarlyStopping()),
                Validation.split(rows < 10 ? 0 : 0.2),
                new ModelDefinition(null, layers, true, null));
    }
}
