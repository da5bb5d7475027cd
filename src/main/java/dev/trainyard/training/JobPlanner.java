package dev.trainyard.training;

import dev.trainyard.dataset.Dataset;
import dev.trainyard.dataset.Datasets;
import dev.trainyard.engine.InvalidDefinition;
import dev.trainyard.engine.data.ClassWeights;
import dev.trainyard.engine.data.Task;
import dev.trainyard.engine.inspect.finding.TrainingWatch;
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
import dev.trainyard.web.JsonNames;
import dev.trainyard.web.JsonRecords;
import dev.trainyard.web.Problem;
import dev.trainyard.web.ProblemCode;
import dev.trainyard.web.Tenant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Turns a submission into a definition with every default written out, and finds on the way whatever can be found before the job waits. */
@Component
class JobPlanner {
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

    /** @throws Problem with a pointer to what will not do */
    PlannedJob plan(Tenant tenant, JobRequest request) {
        Dataset dataset = dataset(tenant, request.dataset(), "/dataset");
        Columns columns = new Columns(dataset);
        TargetChoice target = TargetChoice.of(request, columns);
        FeatureChoice features = FeatureChoice.of(request.features(), target, columns);
        InputEstimate input =
                InputEstimate.of(features.columns(), target.columns().size());
        long labelled = target.labelledRows(dataset.rows());
        JobDefaults defaults = JobDefaults.of(
                target.task(), labelled, input.spec(), request.validation(), request.earlyStopping() != null);
        JobDefinition definition = define(tenant, request, target, features, defaults);
        Dataset judges = judges(tenant, definition, dataset);
        OutputSpec output = output(target, definition.loss());
        requireClasses(definition, target);
        int rows = (int) Math.min(Integer.MAX_VALUE, labelled);
        TrainingPlan plan = definition.plan().withBatchSize(Math.min(definition.batchSize(), rows));
        Network network = network(definition.model(), input, output, plan);
        int threads =
                definition.threads() == null ? Trainer.threads(network, plan, Integer.MAX_VALUE) : definition.threads();
        long watching = TrainingWatch.bytes(network, definition.measuresCurvature());
        long room = capacity.bytes() - watching;
        int used = Math.min(threads, capacity.threads());
        long bytes = watching + MemoryEstimate.of(network, plan, used, input, dataset, judges, room);
        return new PlannedJob(definition, threads, bytes, request.priority() == null ? 0 : request.priority());
    }

    private JobDefinition define(
            Tenant tenant, JobRequest request, TargetChoice target, FeatureChoice features, JobDefaults defaults) {
        Validation validation = defaults.validation();
        ModelDefinition model = model(tenant, request.model());
        return new JobDefinition(
                Objects.requireNonNull(request.dataset()),
                target.names(),
                features.names(),
                request.model() != null && request.model().isString()
                        ? request.model().stringValue()
                        : null,
                model == null ? defaults.model() : model,
                target.task(),
                request.loss() == null
                        ? OutputSpec.of(target.task(), target.outputs()).loss()
                        : request.loss(),
                request.optimizer() == null ? defaults.plan().optimizer() : request.optimizer(),
                request.schedule() == null ? defaults.plan().schedule() : request.schedule(),
                request.epochs() == null ? defaults.plan().epochs() : request.epochs(),
                request.batchSize() == null ? defaults.plan().batchSize() : request.batchSize(),
                validation,
                earlyStopping(request.earlyStopping(), validation, defaults),
                settings(
                        request.gradientClipping(),
                        Clipping.class,
                        "/gradient_clipping",
                        defaults.plan().gradientClipping()),
                request.classWeights(),
                request.seed() == null ? defaults.plan().seed() : request.seed(),
                request.threads(),
                request.maxSeconds(),
                request.metadata() == null ? Map.of() : request.metadata(),
                request.onFinding(),
                request.measureCurvature());
    }

    private Dataset dataset(Tenant tenant, @Nullable String id, String pointer) {
        if (id == null) {
            throw Columns.missing(pointer);
        }
        try {
            return datasets.find(tenant.id(), id);
        } catch (Problem problem) {
            throw problem.code() == ProblemCode.NOT_FOUND ? Columns.invalid(pointer, problem.detail()) : problem;
        }
    }

    private @Nullable Dataset judges(Tenant tenant, JobDefinition definition, Dataset training) {
        String id = definition.validation().dataset();
        if (id == null || id.equals(training.id())) {
            return null;
        }
        Dataset judges = dataset(tenant, id, "/validation/dataset");
        Columns columns = new Columns(judges);
        definition.targets().forEach(name -> columns.find(name, "/validation/dataset"));
        definition.features().forEach(name -> columns.find(name, "/validation/dataset"));
        return judges;
    }

    private @Nullable ModelDefinition model(Tenant tenant, @Nullable JsonNode model) {
        if (model == null || model.isNull()) {
            return null;
        }
        if (!model.isString()) {
            return models.parse(model, "/model");
        }
        try {
            return models.find(tenant, model.stringValue());
        } catch (Problem problem) {
            throw problem.code() == ProblemCode.NOT_FOUND ? Columns.invalid("/model", problem.detail()) : problem;
        }
    }

    private @Nullable EarlyStopping earlyStopping(
            @Nullable JsonNode json, Validation validation, JobDefaults defaults) {
        if (json == null && !validation.any()) {
            return null;
        }
        EarlyStopping stopping = settings(
                json, EarlyStopping.class, "/early_stopping", defaults.plan().earlyStopping());
        if (stopping != null && !validation.any()) {
            throw Columns.invalid("/early_stopping", "must not be without validation rows to watch");
        }
        return stopping;
    }

    /** Settings, or false for none, or nothing for the default. */
    private <T> @Nullable T settings(@Nullable JsonNode json, Class<T> type, String pointer, @Nullable T byDefault) {
        if (json == null || json.isNull()) {
            return byDefault;
        }
        return json.isBoolean() && !json.booleanValue() ? null : records.read(json, type, pointer);
    }

    private static OutputSpec output(TargetChoice target, Loss loss) {
        try {
            return OutputSpec.of(target.task(), target.outputs()).withLoss(loss);
        } catch (InvalidDefinition invalid) {
            throw Problem.of(ProblemCode.INVALID_VALUE, List.of(DefinitionErrors.place(invalid)));
        }
    }

    private static void requireClasses(JobDefinition definition, TargetChoice target) {
        if (definition.classWeights() != null && target.task() != Task.CLASSIFICATION) {
            throw Columns.invalid("/class_weights", "must not come with a target that is a number");
        }
        List<String> known = target.columns().getFirst().categories();
        if (known != null && definition.classWeights() instanceof ClassWeights.PerClass named) {
            named.weights().keySet().stream()
                    .filter(name -> !known.contains(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw Columns.invalid(
                                JsonNames.below("/class_weights", name),
                                "must be a class of the target; there are " + known);
                    });
        }
    }

    private Network network(ModelDefinition model, InputEstimate input, OutputSpec output, TrainingPlan plan) {
        try {
            return blueprint.network(model, input.spec(), output, plan);
        } catch (Problem problem) {
            throw problem.places().isEmpty() ? problem : Problem.of(problem.code(), below("/model", problem.places()));
        }
    }

    private static List<Problem.Place> below(String pointer, List<Problem.Place> places) {
        return places.stream()
                .map(place -> new Problem.Place(pointer + place.pointer(), place.detail()))
                .toList();
    }
}
