package dev.trainyard.engine.op;

import dev.trainyard.engine.graph.Execution;
import dev.trainyard.engine.graph.Graph;
import dev.trainyard.engine.graph.Node;
import dev.trainyard.engine.graph.Parameters;
import dev.trainyard.engine.graph.Plan;
import dev.trainyard.engine.graph.Step;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Team;
import dev.trainyard.engine.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * An operation applied twice to the same inputs, so that both the first and a later contribution to each gradient are
 * used, with the sum of two probes as the loss.
 */
final class OpRun {

    private static final Probe FIRST = new Probe(1);
    private static final Probe SECOND = new Probe(2);

    private final OpCase operation;
    private final int rows;
    private final Team team;
    private final Step step = new Step();
    private final Parameters parameters;
    private final Execution execution;
    private final Node once;
    private final Node twice;

    OpRun(OpCase operation, int rows, int capacity, Kernels kernels, Team team, int parts) {
        this.operation = operation;
        this.rows = rows;
        this.team = team;
        Graph graph = new Graph();
        List<Node> inputs = operation.declare(graph);
        Node weight = graph.input("weight", Shape.SCALAR);
        once = graph.apply(operation.op(), inputs);
        twice = graph.apply(operation.op(), inputs);
        Node loss = graph.apply(new Sum(), graph.apply(FIRST, once), graph.apply(SECOND, twice));
        Node weighted = graph.apply(new Weighted(), loss, weight);
        parameters = Parameters.initialize(graph, 0);
        Plan plan = new Plan(graph, List.of(once, twice), weighted, capacity, parts, true);
        execution = Execution.of(plan, kernels, parameters);
        Arrays.fill(execution.input("weight"), 1);
        for (int i = 0; i < inputs.size(); i++) {
            operation.fill(i, values(i));
        }
        step.training(rows, 5);
    }

    OpRun inference() {
        step.inference(rows);
        return this;
    }

    float[] values(int input) {
        String name = OpCase.name(input);
        return operation.inputs().get(input).role() == OpCase.Role.VALUES
                ? execution.input(name)
                : parameters.tensor(name).values();
    }

    float[] gradient(int input) {
        String name = OpCase.name(input);
        return operation.inputs().get(input).role() == OpCase.Role.VALUES
                ? execution.inputGradient(name)
                : execution.gradients().of(name);
    }

    /** Floats of an input in use. */
    int length(int input) {
        int size = Dims.size(operation.inputs().get(input).shape());
        return operation.inputs().get(input).role() == OpCase.Role.VALUES ? rows * size : size;
    }

    boolean has(int input) {
        return input < operation.inputs().size();
    }

    boolean differentiable(int input) {
        return operation.inputs().get(input).role() != OpCase.Role.STATISTICS
                && operation.op().differentiable(input);
    }

    double forward() {
        team.run(worker -> execution.forward(step, worker));
        return (FIRST.loss(execution.output(once), outputs()) + SECOND.loss(execution.output(twice), outputs())) / rows;
    }

    /** Gradient of the sum of both probes by an element of the output. */
    static double upstream(int index) {
        return (double) FIRST.coefficient(index) + SECOND.coefficient(index);
    }

    void backward() {
        team.run(worker -> execution.backward(step, worker));
    }

    float[] output() {
        return Arrays.copyOf(execution.output(once), outputs());
    }

    private int outputs() {
        return rows * Dims.size(once.shape());
    }
}
