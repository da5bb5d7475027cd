package dev.trainyard.engine.inspect;

import static java.util.Objects.requireNonNull;

import dev.trainyard.engine.data.Examples;
import dev.trainyard.engine.data.Task;
import dev.trainyard.engine.graph.Applied;
import dev.trainyard.engine.graph.Execution;
import dev.trainyard.engine.graph.Input;
import dev.trainyard.engine.graph.Node;
import dev.trainyard.engine.graph.Parameter;
import dev.trainyard.engine.graph.Parameters;
import dev.trainyard.engine.graph.Plan;
import dev.trainyard.engine.graph.Step;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Randomness;
import dev.trainyard.engine.kernel.Worker;
import dev.trainyard.engine.op.Activate;
import dev.trainyard.engine.optimizer.Optimizer;
import dev.trainyard.engine.tensor.Tensor;
import dev.trainyard.engine.train.Network;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trains on one example, keeping every value on the way: nothing is fused, so that values between the parts of a layer can
 * be read. Meant for small networks; it copies all that it sees.
 */
public final class Tracer {
    private final Network network;
    private final Optimizer optimizer;
    private final Examples examples;
    private final int row;
    private final long seed;
    private final Parameters parameters;
    private final Execution execution;
    private final Kernels kernels;
    private final Step step = new Step();
    private final Map<String, float[][]> slots = new LinkedHashMap<>();
    private final Map<Node, List<Float>> errors = new LinkedHashMap<>();

    /** Begins with the weights that a training with this seed begins with; {@code row} counts in {@code examples}. */
    public Tracer(Network network, Optimizer optimizer, Examples examples, int row, long seed, Kernels kernels) {
        this.network = network;
        this.optimizer = optimizer;
        this.examples = examples;
        this.row = row;
        this.seed = seed;
        this.kernels = kernels;
        this.parameters = Parameters.initialize(network.graph(), seed);
        List<Node> all = new ArrayList<>(network.graph().operations());
        all.remove(network.loss());
        this.execution = Execution.of(new Plan(network.graph(), all, network.loss(), 1, 1, false), kernels, parameters);
        for (String name : parameters.trainableNames()) {
            int length = parameters.tensor(name).values().length;
            slots.put(name, new float[optimizer.slots().size()][length]);
        }
    }

    /** Takes so many steps at the optimizer's own learning rate. */
    public List<Trace> steps(int count) {
        List<Trace> traces = new ArrayList<>();
        for (long number = 1; number <= count; number++) {
            traces.add(step(number));
        }
        return traces;
    }

    private Trace step(long number) {
        double loss = forward(number);
        List<Float> prediction = prediction();
        errors.clear();
        execution.backward(step, Worker.SOLO, (output, gradient, length, worker) -> {
            errors.put(output, list(gradient, length));
        });
        Map<String, Trace.OfLayer> layers = new LinkedHashMap<>();
        outputs().forEach((scope, output) -> layers.put(scope, layer(scope, output)));
        Parameters before = parameters.copy();
        Map<String, List<Float>> gradients = new LinkedHashMap<>();
        parameters
                .trainableNames()
                .forEach(name -> gradients.put(name, list(execution.gradients().of(name))));
        update(number);
        parameters.trainableNames().forEach(name -> {
            Trace.OfLayer layer = layers.get(owner(name));
            if (layer != null) {
                layer.parameters().add(parameter(name, before, gradients));
            }
        });
        return new Trace(number, loss, prediction, forward(number), List.copyOf(layers.values()));
    }

    private double forward(long number) {
        Batch.load(execution, examples, new int[] {row}, 0, 1, true);
        execution.forward(step.training(1, Randomness.key(seed, number)), Worker.SOLO);
        return execution.loss(step);
    }

    /** The last operation of each layer. */
    private Map<String, Applied> outputs() {
        Map<String, Applied> outputs = new LinkedHashMap<>();
        for (Applied operation : network.graph().operations()) {
            if (!operation.scope().isEmpty()) {
                outputs.put(operation.scope(), operation);
            }
        }
        return outputs;
    }

    private Trace.OfLayer layer(String scope, Applied output) {
        Node before = output.op() instanceof Activate ? output.inputs().getFirst() : output;
        return new Trace.OfLayer(
                scope,
                values(input(scope)),
                values(before),
                values(output),
                errors.getOrDefault(output, List.of()),
                errors.getOrDefault(before, List.of()),
                new ArrayList<>());
    }

    /** What the first operation of a layer reads. */
    private Node input(String scope) {
        return network.graph().operations().stream()
                .filter(operation -> operation.scope().equals(scope))
                .findFirst()
                .orElseThrow()
                .inputs()
                .getFirst();
    }

    private List<Float> values(Node node) {
        int size = Math.toIntExact(node.shape().size());
        return switch (node) {
            case Input input -> list(execution.input(input.name()), size);
            case Applied applied -> list(execution.output(applied), size);
            case Parameter parameter -> list(parameters.tensor(parameter.name()).values(), size);
        };
    }

    private Trace.OfParameter parameter(String name, Parameters before, Map<String, List<Float>> gradients) {
        Tensor old = before.tensor(name);
        Tensor now = parameters.tensor(name);
        float[] update = new float[now.values().length];
        for (int i = 0; i < update.length; i++) {
            update[i] = now.values()[i] - old.values()[i];
        }
        return new Trace.OfParameter(
                name,
                now.shape().dims(),
                list(old.values()),
                requireNonNull(gradients.get(name)),
                list(update),
                list(now.values()));
    }

    private void update(long number) {
        float[] scalars = new float[Optimizer.SCALARS];
        optimizer.prepare(optimizer.learningRate(), number, scalars);
        slots.forEach((name, own) -> {
            float[] values = parameters.tensor(name).values();
            optimizer.update(kernels, scalars, values, execution.gradients().of(name), own, 0, values.length);
        });
    }

    /** Probabilities by the softmax of the logits, where a lone logit stands against 0; or the values. */
    private List<Float> prediction() {
        List<Float> outputs = values(network.output());
        if (network.outputSpec().task() == Task.REGRESSION) {
            return outputs;
        }
        List<Float> logits = outputs.size() == 1 ? List.of(0f, outputs.getFirst()) : outputs;
        float[] chances = new float[logits.size()];
        for (int i = 0; i < chances.length; i++) {
            chances[i] = logits.get(i);
        }
        kernels.rows().softmax(chances, chances, chances.length, 0, 1);
        return list(chances);
    }

    private static String owner(String parameter) {
        return parameter.substring(0, Math.max(0, parameter.lastIndexOf('.')));
    }

    private static List<Float> list(float[] values) {
        return list(values, values.length);
    }

    private static List<Float> list(float[] values, int length) {
        List<Float> list = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            list.add(values[i]);
        }
        return list;
    }
}
