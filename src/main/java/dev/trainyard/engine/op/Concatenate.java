package dev.trainyard.engine.op;

import dev.trainyard.engine.graph.Computation;
import dev.trainyard.engine.graph.Op;
import dev.trainyard.engine.graph.Site;
import dev.trainyard.engine.graph.Step;
import dev.trainyard.engine.kernel.Worker;
import dev.trainyard.engine.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * y = [x₀, x₁, …], dxᵢ = the part of dy that xᵢ became: [a], [b] give [a + b]; [T, a], [T, b] give [T, a + b]; [a, H, W],
 * [b, H, W] give [a + b, H, W].
 */
public record Concatenate() implements Op {

    @Override
    public String name() {
        return "concatenate";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape first = inputs.getFirst();
        Dims.require(first.rank() >= 1 && first.rank() <= 3, "one to three dimensions", first);
        int axis = axis(first);
        int joined = 0;
        for (Shape input : inputs) {
            Dims.require(without(input, axis).equals(without(first, axis)), "a shape like " + first, input);
            joined = Math.addExact(joined, input.dim(axis));
        }
        List<Integer> dims = new ArrayList<>(first.dims());
        dims.set(axis, joined);
        return new Shape(dims);
    }

    private static int axis(Shape shape) {
        return shape.rank() == 2 ? 1 : 0;
    }

    private static List<Integer> without(Shape shape, int axis) {
        List<Integer> dims = new ArrayList<>(shape.dims());
        if (axis < dims.size()) {
            dims.remove(/* index */ axis);
        }
        return dims;
    }

    @Override
    public boolean overwrites(int input) {
        return true;
    }

    @Override
    public Computation bind(Site site) {
        return new Bound(site);
    }

    private static final class Bound implements Computation {

        private final Part[] parts;
        private final float[] output;
        private final float[] dy;
        private final int runs;

        Bound(Site site) {
            parts = new Part[site.inputs()];
            runs = site.outputShape().rank() == 2 ? site.outputShape().dim(0) : 1;
            int width = Dims.size(site.outputShape()) / runs;
            int offset = 0;
            for (int i = 0; i < parts.length; i++) {
                int length = Dims.size(site.inputShape(i)) / runs;
                Blocks whole = new Blocks(offset, width, length);
                parts[i] = new Part(site.input(i), site.inputGradient(i), site.accumulates(i), whole);
                offset += length;
            }
            output = site.output();
            dy = site.outputGradient();
        }

        @Override
        public void forward(Step step, Worker worker) {
            for (Part part : parts) {
                part.own().copy(part.values, output, part.place, step.rows() * runs, worker);
            }
        }

        @Override
        public void backward(Step step, Worker worker) {
            for (Part part : parts) {
                part.backward(dy, step.rows() * runs, worker);
            }
        }
    }

    /** One input and its place in the output. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Part(float[] values, float @Nullable [] gradient, boolean accumulates, Blocks place, Blocks own) {

        Part(float[] values, float @Nullable [] gradient, boolean accumulates, Blocks place) {
            this(values, gradient, accumulates, place, new Blocks(0, place.length(), place.length()));
        }

        void backward(float[] dy, int runs, Worker worker) {
            if (gradient == null) {
                return;
            }
            if (accumulates) {
                place.add(dy, gradient, own, runs, worker);
            } else {
                place.copy(dy, gradient, own, runs, worker);
            }
        }
    }
}
