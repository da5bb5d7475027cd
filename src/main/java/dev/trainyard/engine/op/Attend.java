package dev.trainyard.engine.op;

import dev.trainyard.engine.graph.Computation;
import dev.trainyard.engine.graph.Op;
import dev.trainyard.engine.graph.Site;
import dev.trainyard.engine.graph.Step;
import dev.trainyard.engine.kernel.Epilogue;
import dev.trainyard.engine.kernel.Form;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Matmul;
import dev.trainyard.engine.kernel.MatmulShape;
import dev.trainyard.engine.kernel.Worker;
import dev.trainyard.engine.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Scaled dot-product attention in several heads: queries, keys and values side by side [T, 3 E] give [T, E]; head h owns
 * columns h · d to (h + 1) · d of each, d = E / heads. Vaswani et al., "Attention is all you need" (2017).
 *
 * <pre>
 * S = Q Kᵀ / √d     P = softmax(S) by rows     Y = P V
 * dV = Pᵀ dY    dP = dY Vᵀ    dS = P (dP − Σ dP P) / √d    dQ = dS K    dK = dSᵀ Q
 * </pre>
 *
 * @param causal whether a position attends only to itself and those before it
 */
public record Attend(int heads, boolean causal) implements Op {

    @Override
    public String name() {
        return "attend";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape x = inputs.getFirst();
        Dims.require(
                x.rank() == 2 && x.dim(1) % (3 * heads) == 0,
                "[time, queries and keys and values of " + heads + " heads]",
                x);
        return Shape.of(x.dim(0), x.dim(1) / 3);
    }

    @Override
    public boolean overwrites(int input) {
        return true;
    }

    @Override
    public Computation bind(Site site) {
        return new Bound(site, heads, causal);
    }

    private static final class Bound implements Computation {

        private final Kernels kernels;
        private final int heads;
        private final boolean causal;
        private final int time;
        private final int width;
        private final int depth;
        private final int parts;
        private final float scale;
        private final float[] x;
        private final float[] y;
        private final float[] dy;
        private final float @Nullable [] dx;
        private final float[] attention;
        private final Part[] work;

        Bound(Site site, int heads, boolean causal) {
            this.kernels = site.kernels();
            this.heads = heads;
            this.causal = causal;
            time = site.outputShape().dim(0);
            width = site.outputShape().dim(1);
            depth = width / heads;
            parts = site.parts();
            scale = (float) (1 / Math.sqrt(depth));
            x = site.input(0);
            y = site.output();
            dy = site.outputGradient();
            dx = site.inputGradient(0);
            attention = site.saved(Math.multiplyExact((long) site.capacity() * heads, (long) time * time));
            work = new Part[parts];
            for (int part = 0; part < parts; part++) {
                work[part] = new Part(site, time, depth, width);
            }
        }

        @Override
        public void forward(Step step, Worker worker) {
            int count = step.rows() * heads;
            for (int part = worker.index(); part < parts; part += worker.count()) {
                for (int i = Parts.from(count, part, parts); i < Parts.from(count, part + 1, parts); i++) {
                    forward(i, queries(i), work[part]);
                }
            }
        }

        /** Where the queries of a head start; its keys and values start {@code width} and twice that further on. */
        private int queries(int rowAndHead) {
            return rowAndHead / heads * time * 3 * width + rowAndHead % heads * depth;
        }

        private int outputs(int rowAndHead) {
            return rowAndHead / heads * time * width + rowAndHead % heads * depth;
        }

        private void forward(int rowAndHead, int query, Part part) {
            int from = rowAndHead * time * time;
            part.scores.run(x, query, x, query + width, attention, from, time, Worker.SOLO);
            kernels.elementwise().scale(scale, attention, attention, from, from + time * time);
            for (int i = 0; causal && i < time; i++) {
                Arrays.fill(attention, from + i * time + i + 1, from + (i + 1) * time, Float.NEGATIVE_INFINITY);
            }
            kernels.rows().softmax(attention, attention, time, rowAndHead * time, (rowAndHead + 1) * time);
            part.mix.run(attention, from, x, query + 2 * width, y, outputs(rowAndHead), time, Worker.SOLO);
        }

        @Override
        public void backward(Step step, Worker worker) {
            int count = step.rows() * heads;
            for (int part = worker.index(); dx != null && part < parts; part += worker.count()) {
                for (int i = Parts.from(count, part, parts); i < Parts.from(count, part + 1, parts); i++) {
                    backward(i, queries(i), work[part], dx);
                }
            }
        }

        private void backward(int rowAndHead, int query, Part part, float[] gradient) {
            int from = rowAndHead * time * time;
            int out = outputs(rowAndHead);
            int square = time * time;
            Worker solo = Worker.SOLO;
            part.backValues.run(attention, from, dy, out, gradient, query + 2 * width, time, solo);
            part.backMix.run(dy, out, x, query + 2 * width, part.dAttention, 0, time, solo);
            System.arraycopy(attention, from, part.probabilities, 0, square);
            kernels.elementwise().fill(0, part.dScores, 0, square);
            kernels.rows().softmaxBackward(part.probabilities, part.dAttention, part.dScores, time, 0, time);
            kernels.elementwise().scale(scale, part.dScores, part.dScores, 0, square);
            part.backQueries.run(part.dScores, 0, x, query + width, gradient, query, time, solo);
            part.backKeys.run(part.dScores, 0, x, query, gradient, query + width, time, solo);
        }
    }

    /** What one part needs for itself. */
    private static final class Part {

        final Matmul scores;
        final Matmul mix;
        final Matmul backValues;
        final Matmul backMix;
        final Matmul backQueries;
        final Matmul backKeys;
        final float[] probabilities;
        final float[] dAttention;
        final float[] dScores;

        Part(Site site, int time, int depth, int width) {
            int stride = 3 * width;
            Epilogue adding = site.accumulates(0) ? Epilogue.ADD : Epilogue.STORE;
            long square = site.training() ? (long) time * time : 0;
            scores = site.matmul(new MatmulShape(Form.NT, time, time, depth, stride, stride, time), Epilogue.STORE);
            mix = site.matmul(new MatmulShape(Form.NN, time, depth, time, time, stride, width), Epilogue.STORE);
            backValues = site.matmul(new MatmulShape(Form.TN, time, depth, time, time, width, stride), adding);
            backMix = site.matmul(new MatmulShape(Form.NT, time, time, depth, width, stride, time), Epilogue.STORE);
            backQueries = site.matmul(new MatmulShape(Form.NN, time, depth, time, time, stride, stride), adding);
            backKeys = site.matmul(new MatmulShape(Form.TN, time, depth, time, time, stride, stride), adding);
            probabilities = site.scratch(square);
            dAttention = site.scratch(square);
            dScores = site.scratch(square);
        }
    }
}
