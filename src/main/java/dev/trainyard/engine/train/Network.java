package dev.trainyard.engine.train;

import static dev.trainyard.engine.InvalidDefinition.require;

import dev.trainyard.engine.graph.Applied;
import dev.trainyard.engine.graph.Graph;
import dev.trainyard.engine.graph.Node;
import dev.trainyard.engine.graph.Parameter;
import dev.trainyard.engine.layer.NamedLayer;
import dev.trainyard.engine.tensor.Shape;
import java.util.List;

/**
 * A model definition tied to an input and an output: the graph that {@link Trainer} trains and {@link Predictor} runs.
 * Embedded columns are looked up in front of the first layer; a linear head stands behind the last one if the
 * {@link OutputSpec} asks for it.
 */
public final class Network {
    /** Name of the graph's input for features. */
    public static final String INPUT = "input";

    /** Name of the graph's input for targets. */
    public static final String TARGET = "target";

    /** Name of the graph's input for the weight of each row. */
    public static final String WEIGHT = "weight";

    private final List<NamedLayer> layers;
    private final InputSpec input;
    private final OutputSpec outputSpec;
    private final Graph graph;
    private final List<LayerSummary> summary;
    private final Node output;
    private final Node loss;

    private Network(List<NamedLayer> layers, InputSpec input, OutputSpec outputSpec) {
        this.layers = List.copyOf(layers);
        this.input = input;
        this.outputSpec = outputSpec;
        this.graph = new Graph();
        var assembly = new NetworkAssembly(graph, input);
        layers.forEach(assembly::add);
        this.output = assembly.output(outputSpec);
        this.summary = assembly.summary();
        this.loss = graph.apply(
                outputSpec.loss().op(),
                output,
                graph.input(TARGET, Shape.of(outputSpec.targetWidth())),
                graph.input(WEIGHT, Shape.SCALAR));
    }

    /**
     * Builds a network.
     *
     * @param layers the layers, none for a linear model
     * @throws dev.trainyard.engine.InvalidDefinition naming the layer, as in {@code layers[2].units}
     */
    public static Network of(List<NamedLayer> layers, InputSpec input, OutputSpec output) {
        require(!layers.isEmpty() || output.head(), "layers", "at least one layer without a head", layers);
        return new Network(layers, input, output);
    }

    /** Per layer its name, type, output shape and parameters, the embeddings first and the head last. */
    public List<LayerSummary> summary() {
        return summary;
    }

    public List<NamedLayer> layers() {
        return layers;
    }

    public InputSpec input() {
        return input;
    }

    public OutputSpec outputSpec() {
        return outputSpec;
    }

    public Graph graph() {
        return graph;
    }

    /** Logits or values, {@code [outputSpec().units()]} per row. */
    public Node output() {
        return output;
    }

    /** Weighted loss per row. */
    public Node loss() {
        return loss;
    }

    /** Number of values in all parameters. */
    public long parameterCount() {
        return graph.parameters().stream()
                .mapToLong(parameter -> parameter.shape().size())
                .sum();
    }

    /** Multiplications of a forward pass per row, as far as weights take part in them. */
    public long multiplications() {
        return graph.operations().stream().mapToLong(Network::multiplications).sum();
    }

    private static long multiplications(Applied applied) {
        return applied.inputs().stream()
                .filter(Parameter.class::isInstance)
                .map(Node::shape)
                .filter(weight -> weight.rank() > 1)
                .mapToLong(weight -> applied.shape().size() * (weight.size() / weight.dim(0)))
                .sum();
    }
}
