package dev.trainyard.model;

import dev.trainyard.engine.InvalidDefinition;
import dev.trainyard.engine.data.Task;
import dev.trainyard.engine.graph.ShapeException;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.train.InputSpec;
import dev.trainyard.engine.train.LayerSummary;
import dev.trainyard.engine.train.Network;
import dev.trainyard.engine.train.OutputSpec;
import dev.trainyard.engine.train.Trainer;
import dev.trainyard.engine.train.TrainingPlan;
import dev.trainyard.web.Problem;
import dev.trainyard.web.ProblemCode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Builds the network of a definition without a single weight: its shapes, its parameters, the memory it would take. */
@Component
public class Blueprint {
    private final ObjectProvider<MemoryLimit> limit;

    Blueprint(ObjectProvider<MemoryLimit> limit) {
        this.limit = limit;
    }

    /**
     * The network, small enough to be trained here.
     *
     * @throws Problem 422 with a pointer to the layer that does not fit, or with the estimate and the limit of memory
     */
    public Network network(ModelDefinition definition, InputSpec input, OutputSpec output, TrainingPlan plan) {
        Network network = build(definition, input, definition.hasHead() ? output : output.withoutHead());
        requireRoom(network, plan);
        return network;
    }

    /** What can be told; null if neither a binding nor the definition says what a row looks like. */
    @Nullable
    ModelSummary summary(ModelDefinition definition, Bindings.@Nullable Binding binding) {
        TrainingPlan plan = new TrainingPlan().withBatchSize(ModelSummary.BATCH);
        if (binding != null) {
            Network network = network(definition, binding.input(), binding.output(), plan);
            return ModelSummary.of(network, network.outputSpec(), requireRoom(network, plan));
        }
        return definition
                .shape()
                .map(shape -> {
                    // A head of one value stands in for the unknown target and is not told of.
                    Network network = build(definition, InputSpec.of(shape), OutputSpec.of(Task.REGRESSION, 1));
                    return ModelSummary.of(network, null, requireRoom(network, plan));
                })
                .orElse(null);
    }

    private static Network build(ModelDefinition definition, InputSpec input, OutputSpec output) {
        try {
            return Network.of(definition.layers(), input, output);
        } catch (InvalidDefinition invalid) {
            throw Problem.of(ProblemCode.INVALID_MODEL, List.of(DefinitionErrors.place(invalid)));
        } catch (ShapeException | ArithmeticException e) {
            String detail = e instanceof ShapeException ? e.getMessage() : "has more values than can be counted";
            throw Problem.of(ProblemCode.INVALID_MODEL, List.of(new Problem.Place("/layers", String.valueOf(detail))));
        }
    }

    /** Parameters alone are counted first, in floating point, where nothing can overflow. */
    private long requireRoom(Network network, TrainingPlan plan) {
        double values = network.summary().stream()
                .mapToDouble(layer ->
                        (double) layer.parameters() + layer.outputShape().size())
                .sum();
        double least = values * Float.BYTES;
        long limitBytes = limit.stream().mapToLong(MemoryLimit::bytes).min().orElse(Long.MAX_VALUE >> 8);
        double estimate = least > limitBytes ? least : (double) Trainer.bytes(network, plan, 1, Kernels.best());
        if (estimate > limitBytes) {
            String detail = "would take " + megabytes(estimate) + " to train, and this server has "
                    + megabytes((double) limitBytes) + " for training";
            Problem problem = Problem.of(ProblemCode.MEMORY_LIMIT, "The model " + detail + ".");
            throw problem.at("/layers" + largest(network), detail);
        }
        return (long) estimate;
    }

    /** The pointer's step to the layer with most parameters, if it is one of the definition. */
    private static String largest(Network network) {
        LayerSummary largest = network.summary().stream()
                .max((a, b) -> Long.compare(a.parameters(), b.parameters()))
                .orElseThrow();
        for (int i = 0; i < network.layers().size(); i++) {
            if (network.layers().get(i).name().equals(largest.name())) {
                return "/" + i;
            }
        }
        return "";
    }

    private static String megabytes(double bytes) {
        return String.format(Locale.ROOT, "%,.0f MB", Math.ceil(bytes / 1e6));
    }
}
