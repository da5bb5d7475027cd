package dev.trainyard.engine.inspect;

import dev.trainyard.engine.graph.Applied;
import dev.trainyard.engine.graph.Execution;
import dev.trainyard.engine.graph.Graph;
import dev.trainyard.engine.graph.Parameter;
import dev.trainyard.engine.graph.Parameters;
import dev.trainyard.engine.kernel.Activation;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.op.Activate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ties watches to the layers of a compiled graph: a layer is a scope, its output what was applied last in it. */
final class Watches {

    private final Graph graph;
    private final Execution execution;
    private final Parameters parameters;
    private final Kernels kernels;
    private final @Nullable OutputWatch[] byOperation;
    private int turn;

    /** Also enters each output into {@code byOperation} at the id of the operation that makes it. */
    Watches(
            Graph graph,
            Execution execution,
            Parameters parameters,
            Kernels kernels,
            @Nullable OutputWatch[] byOperation) {
        this.graph = graph;
        this.execution = execution;
        this.parameters = parameters;
        this.kernels = kernels;
        this.byOperation = byOperation;
    }

    LayerWatch[] layers() {
        Map<String, Applied> outputs = new LinkedHashMap<>();
        for (Applied operation : graph.operations()) {
            if (!operation.scope().isEmpty()) {
                outputs.put(operation.scope(), operation);
            }
        }
        Map<String, List<ParameterWatch>> weights = weights();
        LayerWatch[] layers = new LayerWatch[outputs.size()];
        int count = 0;
        for (Applied output : outputs.values()) {
            List<ParameterWatch> own = weights.getOrDefault(output.scope(), List.of());
            layers[count++] = new LayerWatch(Shown.name(output.scope()), own, output(output));
        }
        return layers;
    }

    /** The watches of trainable parameters by the layer that has them. */
    private Map<String, List<ParameterWatch>> weights() {
        Map<String, List<ParameterWatch>> byLayer = new HashMap<>();
        for (Parameter parameter : graph.parameters()) {
            if (parameter.trainable()) {
                String name = parameter.name();
                List<ParameterWatch> watches = byLayer.computeIfAbsent(owner(name), layer -> new ArrayList<>());
                float[] weight = parameters.tensor(name).values();
                watches.add(new ParameterWatch(
                        kernels, weight, execution.gradients().of(name), turn++));
            }
        }
        return byLayer;
    }

    private static String owner(String parameter) {
        return parameter.substring(0, Math.max(0, parameter.lastIndexOf('.')));
    }

    private @Nullable OutputWatch output(Applied output) {
        if (!execution.holds(output)) {
            return null;
        }
        Activation.Kind kind =
                output.op() instanceof Activate activate ? activate.activation().kind() : null;
        OutputWatch watch = new OutputWatch(
                kernels,
                execution.output(output),
                Math.toIntExact(output.shape().size()),
                execution.capacity(),
                kind,
                turn++);
        byOperation[output.id()] = watch;
        return watch;
    }
}
