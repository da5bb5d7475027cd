package dev.trainyard.engine.op;

import dev.trainyard.engine.graph.Graph;
import dev.trainyard.engine.graph.Node;
import dev.trainyard.engine.graph.Op;
import dev.trainyard.engine.initializer.Zeros;
import dev.trainyard.engine.kernel.Randomness;
import dev.trainyard.engine.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** One operation with inputs of certain shapes and values, for every test that all operations must pass. */
public record OpCase(String name, Op op, List<In> inputs) {

    public OpCase {
        inputs = List.copyOf(inputs);
    }

    static OpCase of(String name, Op op, In... inputs) {
        return new OpCase(name, op, List.of(inputs));
    }

    /** What kind of node an input is. */
    enum Role {
        VALUES,
        PARAMETER,
        STATISTICS
    }

    /** An input and where its values come from: {@code value(index)} of a uniform number in [0, 1). */
    record In(Role role, Shape shape, Values values) {}

    /** Makes a value from its index and a uniform number in [0, 1). */
    interface Values {
        double at(int index, double uniform);
    }

    static In smooth(int... dims) {
        return new In(Role.VALUES, Shape.of(dims), (_, u) -> 2 * u - 1);
    }

    /** Values at least 0.3 away from zero, where some derivatives jump. */
    static In apart(int... dims) {
        return new In(Role.VALUES, Shape.of(dims), (_, u) -> u < 0.5 ? -0.3 - 2 * u : 2 * u - 0.7);
    }

    /** Values at least 0.15 away from each other, so that no small change makes another one the largest. */
    static In ranked(int... dims) {
        return new In(Role.VALUES, Shape.of(dims), (index, _) -> 0.15 * ((index * 37) % 101) - 5);
    }

    /** Whole numbers from 0 to below the bound. */
    static In codes(int bound, int... dims) {
        return new In(Role.VALUES, Shape.of(dims), (_, u) -> Math.floor(u * bound));
    }

    static In positive(int... dims) {
        return new In(Role.VALUES, Shape.of(dims), (_, u) -> 0.5 + u);
    }

    static In parameter(int... dims) {
        return new In(Role.PARAMETER, Shape.of(dims), (_, u) -> 2 * u - 1);
    }

    static In statistics(int... dims) {
        return new In(Role.STATISTICS, Shape.of(dims), (_, u) -> 0.5 + u);
    }

    /** Declares the inputs as {@code in0}, {@code in1}, … */
    List<Node> declare(Graph graph) {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            In in = inputs.get(i);
            nodes.add(
                    switch (in.role()) {
                        case VALUES -> graph.input(name(i), in.shape());
                        case PARAMETER -> graph.parameter(name(i), in.shape(), new Zeros());
                        case STATISTICS -> graph.parameter(name(i), in.shape(), new Zeros(), false);
                    });
        }
        return nodes;
    }

    /** Fills the values of input {@code i}. */
    void fill(int i, float[] values) {
        long key = Randomness.key(i, 77);
        for (int j = 0; j < values.length; j++) {
            values[j] = (float) inputs.get(i).values().at(j, Randomness.uniform(key, j));
        }
    }

    static String name(int input) {
        return "in" + input;
    }

    @Override
    public String toString() {
        return name;
    }
}
