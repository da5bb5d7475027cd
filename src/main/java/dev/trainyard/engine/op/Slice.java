package dev.trainyard.engine.op;

import dev.trainyard.engine.graph.Computation;
import dev.trainyard.engine.graph.Op;
import dev.trainyard.engine.graph.Site;
import dev.trainyard.engine.graph.Step;
import dev.trainyard.engine.kernel.Worker;
import dev.trainyard.engine.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries {@code from} to {@code to} (exclusive) of the last dimension: [..., n] gives [..., to − from]; dx is dy there. */
public record Slice(int from, int to) implements Op {

    @Override
    public String name() {
        return "slice";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape x = inputs.getFirst();
        Dims.require(
                x.rank() > 0 && from >= 0 && from < to && to <= Dims.last(x),
                "a last dimension that holds " + from + " to " + to,
                x);
        return Dims.withLast(x, to - from);
    }

    @Override
    public Computation bind(Site site) {
        return new Bound(site, from, to);
    }

    /** The gradient's other entries get nothing, so it must hold zeros or earlier contributions: never overwrites. */
    private static final class Bound implements Computation {

        private final Blocks part;
        private final Blocks own;
        private final int vectors;
        private final float[] x;
        private final float[] y;
        private final float[] dy;
        private final float @Nullable [] dx;

        Bound(Site site, int from, int to) {
            part = new Blocks(from, Dims.last(site.inputShape(0)), to - from);
            own = new Blocks(0, to - from, to - from);
            vectors = Dims.vectors(site.outputShape());
            x = site.input(0);
            y = site.output();
            dy = site.outputGradient();
            dx = site.inputGradient(0);
        }

        @Override
        public void forward(Step step, Worker worker) {
            part.copy(x, y, own, step.rows() * vectors, worker);
        }

        @Override
        public void backward(Step step, Worker worker) {
            if (dx != null) {
                own.add(dy, dx, part, step.rows() * vectors, worker);
            }
        }
    }
}
