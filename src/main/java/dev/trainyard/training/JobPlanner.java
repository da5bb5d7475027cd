package dev.trainyard.training;

import dev.trainyard.dataset.Dataset;
import dev.trainyard.dataset.Datasets;
import dev.trainyard.engine.InvalidDefinition;
import dev.trainyard.engine.data.Task;
import dev.trainyard.engine.loss.Loss;
import dev.trainyard.engine.train.Clipping;
import dev.trainyard.engine.train.EarlyStopping;
import dev.trainyard.engine.train.Network;
import dev.trainyard.engine.train.OutputSpec;
import dev.trainyard.engine.train.Trainer;
import dev.trainyard.engine.train.TrainingPlan;
import dev.trainyard.model.Blueprint;
import dev.trainyard.model.DefinitionErrors;
import dev.trainyard.model.ModelDefinition;
import dev.trainyard.model.Models;
import dev.trainyard.web.JsonRecords;
import dev.trainyard.web.Problem;
import dev.trainyard.web.ProblemCode;
import dev.trainyard.web.Tenant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Turns a submission into a definition with every default written out, and finds on the way whatever can be found before the job waits. */
@Component
class JobPlanner {
    private static final int MOST_THREADS = 1024;

    private final Datasets datasets;
    private final Models models;
    private final Blueprint blueprint;
    private final JsonRecords records;
    private final Capacity capacity;

    JobPlanner(Datasets datasets, Models models, Blueprint blueprint, JsonRecords records, Capacity capacity) {
        this.datasets = datasets;
        this.models = models;
        this.blueprint = blueprint;
        this.records = records;
        this.capacity = capacity;
    }
}
