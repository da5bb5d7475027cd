package dev.trainyard.engine.train;

import dev.trainyard.engine.data.Examples;
import dev.trainyard.engine.data.Task;
import dev.trainyard.engine.graph.Execution;
import dev.trainyard.engine.graph.Step;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Worker;
import dev.trainyard.engine.metric.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs examples through a network in inference and gathers loss and metrics; all workers take part. */
final class Evaluation {
    static final String LOSS = "loss";

    private final Network network;
    private final Examples examples;
    private final Execution execution;
    private final Answers answers;
    private final float[] batchAnswers;
    private final int[] order;
    private double lossSum;
    private double weightSum;
    private List<Metric> metrics = List.of();

    Evaluation(Network network, Examples examples, Execution execution, Kernels kernels) {
        this.network = network;
        this.examples = examples;
        this.execution = execution;
        this.answers = new Answers(network.outputSpec(), kernels);
        this.batchAnswers =
                new float[execution.capacity() * network.outputSpec().size()];
        this.order = new int[examples.rows()];
        for (int row = 0; row < order.length; row++) {
            order[row] = row;
        }
    }

    /** What is measured: the loss and the metrics of the task. */
    static List<String> names(OutputSpec spec) {
        List<String> names = new ArrayList<>(List.of(LOSS));
        metrics(spec, new double[spec.size()]).forEach(metric -> names.add(metric.name()));
        return names;
    }

    private static List<Metric> metrics(OutputSpec spec, double[] units) {
        return spec.task() == Task.CLASSIFICATION ? Metric.ofClasses(spec.size()) : Metric.ofValues(units);
    }

    /** Every worker calls it with a step of its own; {@link #values} has the results afterwards on worker 0. */
    void run(Step step, Worker worker) {
        if (worker.index() == 0) {
            lossSum = 0;
            weightSum = 0;
            metrics = metrics(network.outputSpec(), examples.targets().units());
        }
        float[] targets = execution.input(Network.TARGET);
        float[] weights = execution.input(Network.WEIGHT);
        for (int from = 0; from < order.length; from += execution.capacity()) {
            int rows = Math.min(execution.capacity(), order.length - from);
            examples.gather(order, from, rows, execution.input(Network.INPUT), targets, weights, worker);
            worker.barrier();
            execution.forward(step.inference(rows), worker);
            float[] outputs = execution.output(network.output());
            answers.write(outputs, batchAnswers, worker.from(rows), worker.to(rows));
            worker.barrier();
            if (worker.index() == 0) {
                add(step, targets, weights, rows);
            }
            worker.barrier();
        }
    }

    private void add(Step step, float[] targets, float[] weights, int rows) {
        double weight = 0;
        for (int row = 0; row < rows; row++) {
            weight += weights[row];
        }
        lossSum += execution.loss(step) * weight;
        weightSum += weight;
        for (Metric metric : metrics) {
            metric.add(batchAnswers, targets, rows);
        }
    }

    /** Loss and metrics by name. */
    Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put(LOSS, lossSum / weightSum);
        metrics.forEach(metric -> values.put(metric.name(), metric.value()));
        return values;
    }
}
