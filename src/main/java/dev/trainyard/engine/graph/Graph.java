package dev.trainyard.engine.graph;

import dev.trainyard.engine.initializer.Initializer;
import dev.trainyard.engine.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds a computation: inputs, named parameters, and operations applied to them. Shapes are checked as it grows, so a
 * graph that exists can run. A {@link #scope} writes to the same graph under a longer name.
 */
public final class Graph {

    private final String scope;
    private final Map<String, Input> inputs;
    private final Map<String, Parameter> parameters;
    private final List<Applied> operations;

    /** An empty graph. */
    public Graph() {
        this("", new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
    }

    private Graph(
            String scope, Map<String, Input> inputs, Map<String, Parameter> parameters, List<Applied> operations) {
        this.scope = scope;
        this.inputs = inputs;
        this.parameters = parameters;
        this.operations = operations;
    }

    /** Declares an input of the given shape per example; the name must be new. */
    public Input input(String name, Shape shape) {
        return declare(inputs, name, new Input(name, shape));
    }

    /** Declares a parameter under this scope; not {@code trainable} means state such as running statistics. */
    public Parameter parameter(String name, Shape shape, Initializer initializer, boolean trainable) {
        String full = qualified(name);
        return declare(parameters, full, new Parameter(full, shape, initializer, trainable));
    }

    /** Declares a trainable parameter under this scope. */
    public Parameter parameter(String name, Shape shape, Initializer initializer) {
        return parameter(name, shape, initializer, true);
    }

    /**
     * Applies an operation.
     *
     * @throws ShapeException when the operation cannot take inputs of these shapes
     */
    public Node apply(Op op, Node... in) {
        return apply(op, List.of(in));
    }

    /** As {@link #apply(Op, Node...)}. */
    public Node apply(Op op, List<? extends Node> in) {
        Applied applied = new Applied(operations.size(), scope, op, in);
        operations.add(applied);
        return applied;
    }

    /** The same graph, naming what is declared {@code scope.name}. */
    public Graph scope(String name) {
        return new Graph(qualified(name), inputs, parameters, operations);
    }

    /** All inputs in the order of declaration. */
    public List<Input> inputs() {
        return List.copyOf(inputs.values());
    }

    /** All parameters of the graph, of every scope, in the order of declaration. */
    public List<Parameter> parameters() {
        return List.copyOf(parameters.values());
    }

    /** All operations in the order they were applied, which is an order they can run in. */
    public List<Applied> operations() {
        return List.copyOf(operations);
    }

    private String qualified(String name) {
        return scope.isEmpty() ? name : scope + "." + name;
    }

    private static <T> T declare(Map<String, T> declared, String name, T node) {
        if (declared.putIfAbsent(name, node) != null) {
            throw new IllegalArgumentException("\"" + name + "\" is declared twice");
        }
        return node;
    }
}
