package dev.trainyard.training;

import dev.trainyard.engine.data.Task;
import dev.trainyard.engine.graph.Parameters;
import dev.trainyard.engine.inspect.GradientCheck;
import dev.trainyard.engine.inspect.Preflight;
import dev.trainyard.engine.inspect.Preflights;
import dev.trainyard.engine.inspect.finding.Diagnosis;
import dev.trainyard.engine.inspect.finding.Setup;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.loss.MeanSquaredError;
import dev.trainyard.engine.train.LayerSummary;
import dev.trainyard.engine.train.Network;
import dev.trainyard.engine.train.Trainer;
import dev.trainyard.engine.train.TrainingPlan;
import dev.trainyard.web.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Looks at a training before it is queued. Bodies hold the fields of the job to be, without its model. */
@RestController
@RequestMapping("/v1/models/{id}")
class PreflightController {
    private static final double TOLERANCE = 0.01;
    private static final int CHECKED_ROWS = 16;
    private static final int MOST_ROWS = 256;
    private static final long MOST_PARAMETERS = 200_000;
    private static final double NANOS = 1e9;

    private final Inspections inspections;
    private final Capacity capacity;

    PreflightController(Inspections inspections, Capacity capacity) {
        this.inspections = inspections;
        this.capacity = capacity;
    }

    /** How far the derivatives of the network's loss are from what the loss does. */
    record Check(boolean equal, double largestError, double tolerance, int rows, List<LayerError> layers) {}

    /** The largest relative error among the parameters of a layer. */
    record LayerError(String layer, long parameters, double error) {}

    @PostMapping("/preflight")
    PreflightView preflight(
            Tenant tenant,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String dataset,
            @RequestParam(required = false) @Nullable String target,
            @RequestBody(required = false) @Nullable JsonNode body) {
        return inspections.look(tenant, Inspections.fields(id, body, dataset, target), this::preflight);
    }

    @PostMapping("/gradient-check")
    Check check(
            Tenant tenant,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String dataset,
            @RequestParam(required = false) @Nullable String target,
            @RequestBody(required = false) @Nullable JsonNode body) {
        ObjectNode fields = Inspections.fields(id, body, dataset, target);
        int rows = Inspections.take(fields, "rows", CHECKED_ROWS, 1, MOST_ROWS);
        return inspections.look(tenant, fields, subject -> check(subject.prepared(), rows));
    }

    private PreflightView preflight(Inspections.Subject subject) {
        Prepared prepared = subject.prepared();
        TrainingPlan plan = prepared.plan();
        Preflight seen = Preflights.of(prepared.network(), plan, prepared.training(), Kernels.best());
        List<Long> classRows = prepared.classRows();
        Setup setup = Setup.of(
                plan,
                steps(prepared, plan.batchSize()),
                classRows,
                subject.definition().classWeights() != null);
        return PreflightView.of(seen, expectedLoss(prepared), Diagnosis.of(seen, setup), regimes(subject, seen));
    }

    /** The entropy of the classes; 1 for the mean square of values, which are standardized. */
    private static @Nullable Double expectedLoss(Prepared prepared) {
        if (prepared.network().outputSpec().task() == Task.REGRESSION) {
            return prepared.network().outputSpec().loss() instanceof MeanSquaredError ? 1.0 : null;
        }
        double all = prepared.training().rows();
        return prepared.classRows().stream()
                .filter(rows -> rows > 0)
                .mapToDouble(rows -> -rows / all * Math.log(rows / all))
                .sum();
    }

    private List<PreflightView.Regime> regimes(Inspections.Subject subject, Preflight seen) {
        Prepared prepared = subject.prepared();
        int batch = Math.min(prepared.plan().batchSize(), prepared.training().rows());
        double buffers = buffers(prepared, batch);
        double data = subject.bytes() - buffers;
        return List.of(
                regime("full_batch", subject, seen, prepared.training().rows(), data),
                regime("mini_batch", subject, seen, batch, data),
                regime("streaming", subject, seen, batch, 0));
    }

    private PreflightView.Regime regime(
            String name, Inspections.Subject subject, Preflight seen, int batch, double data) {
        Prepared prepared = subject.prepared();
        double bytes = data + buffers(prepared, batch);
        double seconds = seen.stepNanos() / NANOS * prepared.training().rows() / seen.rows();
        return new PreflightView.Regime(
                name, batch, steps(prepared, batch), Math.rint(bytes), seconds, bytes <= capacity.bytes());
    }

    /** Of a training with batches of this size; every row more takes the same. */
    private static double buffers(Prepared prepared, int batch) {
        Network network = prepared.network();
        double one = Trainer.bytes(network, prepared.plan().withBatchSize(1), 1, Kernels.best());
        double two = Trainer.bytes(network, prepared.plan().withBatchSize(2), 1, Kernels.best());
        return one + (two - one) * (batch - 1.0);
    }

    private static long steps(Prepared prepared, int batch) {
        return Math.ceilDiv((long) prepared.training().rows(), batch);
    }

    private static Check check(Prepared prepared, int rows) {
        Network network = prepared.network();
        if (network.parameterCount() > MOST_PARAMETERS) {
            throw Columns.invalid(
                    "/model",
                    "has " + network.parameterCount() + " parameters; at most " + MOST_PARAMETERS
                            + " are checked: a smaller network of the same layers has the same derivatives");
        }
        Parameters parameters =
                Parameters.initialize(network.graph(), prepared.plan().seed());
        Map<String, Double> errors =
                GradientCheck.largestErrors(network, parameters, prepared.training(), rows, Kernels.best());
        List<LayerError> layers = new ArrayList<>();
        for (LayerSummary layer : network.summary()) {
            Double error = errors.get(layer.name());
            if (error != null) {
                layers.add(new LayerError(layer.name(), layer.parameters(), error));
            }
        }
        double largest = layers.stream().mapToDouble(LayerError::error).max().orElse(0);
        int checked = Math.min(rows, prepared.training().rows());
        return new Check(largest <= TOLERANCE, largest, TOLERANCE, checked, layers);
    }
}
