package dev.trainyard.engine.inspect;

import static java.util.Objects.requireNonNull;

import dev.trainyard.engine.data.Examples;
import dev.trainyard.engine.graph.Applied;
import dev.trainyard.engine.graph.Execution;
import dev.trainyard.engine.graph.Parameter;
import dev.trainyard.engine.graph.Parameters;
import dev.trainyard.engine.graph.Plan;
import dev.trainyard.engine.graph.Step;
import dev.trainyard.engine.initializer.Fan;
import dev.trainyard.engine.kernel.Activation;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Worker;
import dev.trainyard.engine.op.Activate;
import dev.trainyard.engine.train.Network;
import dev.trainyard.engine.train.TrainingPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sends some batches forward and their gradients back through a network with its first weights, and updates nothing. */
public final class Preflights {
    private static final int BATCHES = 3;

    private final Network network;
    private final Parameters parameters;
    private final Examples examples;
    private final Kernels kernels;
    private final Execution execution;
    private final GradientFlow flow;
    private final Step step = new Step();
    private final int rows;
    private final double rate;
    private long stepNanos = Long.MAX_VALUE;
    private double loss;

    private Preflights(Network network, TrainingPlan plan, Examples examples, Kernels kernels) {
        this.network = network;
        this.examples = examples;
        this.kernels = kernels;
        this.parameters = Parameters.initialize(network.graph(), plan.seed());
        this.rows = Math.min(plan.batchSize(), examples.rows());
        this.rate = plan.optimizer().learningRate();
        this.execution = Execution.of(
                Plan.training(network.graph(), network.output(), network.loss(), rows), kernels, parameters);
        this.flow = new GradientFlow(network, plan, new Sampling(1), kernels);
        flow.bind(execution, parameters);
    }

    /** Looks. */
    public static Preflight of(Network network, TrainingPlan plan, Examples examples, Kernels kernels) {
        return new Preflights(network, plan, examples, kernels).look();
    }

    private Preflight look() {
        List<FlowSample> samples = new ArrayList<>();
        for (int batch = 0; batch < BATCHES; batch++) {
            samples.add(sample(batch));
        }
        return new Preflight(rows, samples.getFirst().loss(), layers(samples.getFirst()), samples, stepNanos);
    }

    private FlowSample sample(int batch) {
        int[] index = new int[rows];
        Arrays.setAll(index, i -> (int) (((long) i * BATCHES + batch) * examples.rows() / ((long) rows * BATCHES)));
        Batch.load(execution, examples, index, 0, rows, false);
        step.training(rows, batch);
        long from = System.nanoTime();
        execution.forward(step, Worker.SOLO);
        execution.backward(step, Worker.SOLO);
        stepNanos = Math.min(stepNanos, System.nanoTime() - from);
        execution.forward(step, Worker.SOLO);
        loss = execution.loss(step);
        execution.backward(step, Worker.SOLO, flow.probe());
        flow.afterBackward(rows, Worker.SOLO);
        return flow.sample(batch + 1L, 1, loss, rate);
    }

    private List<Preflight.OfLayer> layers(FlowSample sample) {
        Map<String, Applied> outputs = new LinkedHashMap<>();
        network.graph().operations().stream()
                .filter(operation -> !operation.scope().isEmpty())
                .forEach(operation -> outputs.put(operation.scope(), operation));
        List<Preflight.OfLayer> layers = new ArrayList<>();
        for (LayerFlow seen : sample.layers()) {
            for (Parameter parameter : network.graph().parameters()) {
                if (parameter.trainable()
                        && parameter.shape().rank() > 1
                        && parameter.name().equals(seen.layer() + ".weight")) {
                    layers.add(layer(seen, parameter, requireNonNull(outputs.get(seen.layer()))));
                }
            }
        }
        return layers;
    }

    private Preflight.OfLayer layer(LayerFlow seen, Parameter weight, Applied output) {
        Fan fan = Fan.of(weight.shape());
        Activation activation = output.op() instanceof Activate activate ? activate.activation() : null;
        Gain gain = Gain.of(activation, kernels);
        float[] values = parameters.tensor(weight.name()).values();
        double variance = kernels.reductions().sumOfSquares(values, 0, values.length) / values.length;
        double signal =
                seen.signalNorm() * seen.signalNorm() * rows / output.shape().size();
        return new Preflight.OfLayer(
                seen.layer(),
                fan.in(),
                fan.out(),
                variance,
                2 / fan.in(),
                2 / (fan.in() + fan.out()),
                seen,
                signal,
                fan.in() * variance * gain.value(),
                fan.out() * variance * gain.derivative());
    }
}
