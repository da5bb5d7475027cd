package dev.trainyard.engine.train;

import static dev.trainyard.engine.InvalidDefinition.require;

import dev.trainyard.engine.InvalidDefinition;
import dev.trainyard.engine.graph.Graph;
import dev.trainyard.engine.graph.Node;
import dev.trainyard.engine.graph.Parameter;
import dev.trainyard.engine.graph.ShapeException;
import dev.trainyard.engine.layer.Concat;
import dev.trainyard.engine.layer.Dense;
import dev.trainyard.engine.layer.Embedding;
import dev.trainyard.engine.layer.Flatten;
import dev.trainyard.engine.layer.Layer;
import dev.trainyard.engine.layer.NamedLayer;
import dev.trainyard.engine.op.Slice;
import dev.trainyard.engine.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Applies the layers of a definition one after another, keeping track of their names and parameters. */
final class NetworkAssembly {
    private final Graph graph;
    private final Map<String, Node> outputs = new LinkedHashMap<>();
    private final List<LayerSummary> summary = new ArrayList<>();
    private Node last;
    private int index;

    NetworkAssembly(Graph graph, InputSpec input) {
        this.graph = graph;
        this.last = front(input);
        outputs.put(Network.INPUT, last);
    }

    List<LayerSummary> summary() {
        return List.copyOf(summary);
    }

    void add(NamedLayer named) {
        String path = "layers[%d]".formatted(index++);
        String name = named.name();
        require(!name.isBlank() && !outputs.containsKey(name), path + ".name", "a name of its own", name);
        List<Node> inputs = named.inputs().isEmpty() ? List.of(last) : inputs(named, path);
        require(
                inputs.size() == 1 || named.layer().joins(),
                path + ".inputs",
                "one input for a layer of type " + type(named.layer()),
                named.inputs());
        try {
            last = apply(name, named.layer(), inputs);
        } catch (InvalidDefinition invalid) {
            throw invalid.within(path);
        } catch (ShapeException wrongShape) {
            throw invalid(path, String.valueOf(wrongShape.getMessage()), wrongShape);
        } catch (ArithmeticException overflow) {
            throw invalid(path, "has more values than can be counted", overflow);
        }
        outputs.put(name, last);
    }

    /** The network's output: the last layer's, or that of a linear head behind it. */
    Node output(OutputSpec spec) {
        if (spec.head()) {
            String name = "output";
            while (outputs.containsKey(name)) {
                name += "_head";
            }
            return apply(name, Dense.of(spec.units(), null), List.of(last));
        }
        Shape wanted = Shape.of(spec.units());
        String path = "layers[%d]".formatted(index - 1);
        require(
                last.shape().equals(wanted),
                path,
                "outputs of shape %s for the target".formatted(wanted),
                last.shape());
        return last;
    }

    private List<Node> inputs(NamedLayer named, String path) {
        List<Node> nodes = new ArrayList<>();
        for (String name : named.inputs()) {
            Node node = outputs.get(name);
            if (node == null) {
                throw new InvalidDefinition(
                        path + ".inputs", "expected one of %s, got %s".formatted(outputs.keySet(), name));
            }
            nodes.add(node);
        }
        return nodes;
    }

    /** The input as the first layer sees it: codes of embedded columns are replaced by their vectors. */
    private Node front(InputSpec input) {
        if (input.embedded().isEmpty() && input.shape() != null) {
            return graph.input(Network.INPUT, input.shape());
        }
        Node row = graph.input(Network.INPUT, Shape.of(input.width()));
        List<Node> parts = new ArrayList<>();
        int at = input.dense();
        if (at > 0) {
            parts.add(graph.apply(new Slice(0, at), row));
        }
        for (InputSpec.EmbeddedInput column : input.embedded()) {
            Node code = graph.apply(new Slice(at, ++at), row);
            var embedding = new Embedding(column.codes(), column.dimension(), null);
            Node vector = apply("columns." + column.column(), embedding, List.of(code));
            parts.add(new Flatten().apply(graph, List.of(vector)));
        }
        return parts.size() == 1 ? parts.getFirst() : new Concat().apply(graph, parts);
    }

    private Node apply(String name, Layer layer, List<Node> inputs) {
        int before = graph.parameters().size();
        Node node = layer.apply(graph.scope(name), inputs);
        List<Parameter> all = graph.parameters();
        long parameters = all.subList(before, all.size()).stream()
                .mapToLong(parameter -> parameter.shape().size())
                .sum();
        summary.add(new LayerSummary(name, type(layer), node.shape(), parameters, parameters * Float.BYTES));
        return node;
    }

    private static String type(Layer layer) {
        return layer.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
                .toLowerCase(Locale.ROOT);
    }

    private static InvalidDefinition invalid(String path, String detail, Throwable cause) {
        var invalid = new InvalidDefinition(path, detail);
        invalid.initCause(cause);
        return invalid;
    }
}
