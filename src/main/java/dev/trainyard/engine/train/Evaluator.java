package dev.trainyard.engine.train;

import dev.trainyard.engine.data.Examples;
import dev.trainyard.engine.data.Targets;
import dev.trainyard.engine.data.Task;
import dev.trainyard.engine.graph.Execution;
import dev.trainyard.engine.graph.Node;
import dev.trainyard.engine.graph.Parameters;
import dev.trainyard.engine.graph.Plan;
import dev.trainyard.engine.graph.Step;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Worker;
import dev.trainyard.engine.metric.ConfusionMatrix;
import dev.trainyard.engine.metric.Metric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Judges a network by examples that are handed in piece by piece: the loss, all metrics of the task and, for classes, the
 * confusion matrix. The cut does not change the results. For one thread.
 */
public final class Evaluator {
    private final Network network;
    private final Execution execution;
    private final Answers answers;
    private final float[] batchAnswers;
    private final Step step = new Step();
    private final @Nullable ConfusionMatrix confusion;
    private List<Metric> metrics = List.of();
    private double lossSum;
    private double weightSum;

    /** @param capacity rows of a batch */
    public Evaluator(Network network, Parameters parameters, Kernels kernels, int capacity) {
        OutputSpec spec = network.outputSpec();
        this.network = network;
        List<Node> outputs = List.of(network.output(), network.loss());
        Plan plan = new Plan(network.graph(), outputs, null, capacity, 1, false);
        this.execution = Execution.of(plan, kernels, parameters);
        this.answers = new Answers(spec, kernels);
        this.batchAnswers = new float[Math.multiplyExact(capacity, spec.size())];
        this.confusion = spec.task() == Task.CLASSIFICATION ? new ConfusionMatrix(spec.size()) : null;
    }

    /** Takes more examples in. */
    public void add(Examples examples) {
        if (metrics.isEmpty()) {
            metrics = metrics(examples.targets());
        }
        int[] order = new int[examples.rows()];
        for (int row = 0; row < order.length; row++) {
            order[row] = row;
        }
        for (int from = 0; from < order.length; from += execution.capacity()) {
            add(examples, order, from, Math.min(execution.capacity(), order.length - from));
        }
    }

    private List<Metric> metrics(Targets targets) {
        return confusion != null ? Metric.ofClasses(confusion.classes()) : Metric.ofValues(targets.units());
    }

    private void add(Examples examples, int[] order, int from, int rows) {
        float[] targets = execution.input(Network.TARGET);
        float[] weights = execution.input(Network.WEIGHT);
        examples.gather(order, from, rows, execution.input(Network.INPUT), targets, weights, Worker.SOLO);
        execution.forward(step.inference(rows), Worker.SOLO);
        float[] losses = execution.output(network.loss());
        for (int row = 0; row < rows; row++) {
            lossSum += losses[row];
            weightSum += weights[row];
        }
        answers.write(execution.output(network.output()), batchAnswers, 0, rows);
        metrics.forEach(metric -> metric.add(batchAnswers, targets, rows));
        if (confusion != null) {
            confusion.add(batchAnswers, targets, rows);
        }
    }

    /** Loss and metrics by name; NaN where one is not defined, as with nothing added. */
    public Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("loss", lossSum / weightSum);
        metrics.forEach(metric -> values.put(metric.name(), metric.value()));
        return values;
    }

    /** Actual against predicted classes; null for values. */
    public @Nullable ConfusionMatrix confusion() {
        return confusion;
    }
}
