package dev.trainyard.engine.op;

import dev.trainyard.engine.graph.Computation;
import dev.trainyard.engine.graph.Op;
import dev.trainyard.engine.graph.Site;
import dev.trainyard.engine.graph.Step;
import dev.trainyard.engine.kernel.Activations;
import dev.trainyard.engine.kernel.Elementwise;
import dev.trainyard.engine.kernel.Epilogue;
import dev.trainyard.engine.kernel.Worker;
import dev.trainyard.engine.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * Gated recurrent unit: x [T, C] with the weights of {@link Recurrence} (gates r, z, n) gives the hidden values [T, H]; the
 * reset gate is applied after the product, as in PyTorch. Cho et al., "Learning phrase representations using RNN
 * encoder-decoder" (2014).
 *
 * <pre>
 * a = Wx xₜ + bx    b = Wh hₜ₋₁ + bh
 * r = σ(a_r + b_r)    z = σ(a_z + b_z)    n = tanh(a_n + r · b_n)    hₜ = (1 − z) · n + z · hₜ₋₁
 * da_n = dh (1 − z)(1 − n²)    da_z = db_z = dh (hₜ₋₁ − n) z (1 − z)    da_r = db_r = da_n · b_n · r (1 − r)
 * db_n = da_n · r              dhₜ₋₁ = dh · z + db Wh
 * </pre>
 *
 * @param reverse whether time is read from its end
 */
public record GatedRecurrence(boolean reverse) implements Op {

    private static final int GATES = 3;

    @Override
    public String name() {
        return "gated_recurrence";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Recurrence.outputShape(inputs, GATES);
    }

    @Override
    public boolean overwrites(int input) {
        return true;
    }

    @Override
    public Computation bind(Site site) {
        return new Bound(site, reverse);
    }

    private static final class Bound implements Computation {

        private final Activations activations;
        private final Elementwise elementwise;
        private final Recurrence recurrence;
        private final int hidden;
        private final float[] hiddenBias;
        private final float[] y;
        private final float[] dy;
        /** a, then r, z and n, then their gradients. */
        private final float[] fromInput;
        /** b, then its gradients. */
        private final float[] fromHidden;

        Bound(Site site, boolean reverse) {
            activations = site.kernels().activations();
            elementwise = site.kernels().elementwise();
            hiddenBias = site.input(4);
            hidden = site.inputShape(2).dim(1);
            Epilogue[] projection = new Epilogue[site.parts()];
            Epilogue[] transition = new Epilogue[site.parts()];
            Arrays.fill(projection, Epilogue.bias(site.input(3)));
            Arrays.fill(transition, Epilogue.bias(hiddenBias));
            recurrence = new Recurrence(site, reverse, projection, transition);
            y = site.output();
            dy = site.outputGradient();
            long states = Math.multiplyExact(site.capacity(), site.outputShape().size());
            fromInput = site.saved(states * GATES);
            fromHidden = site.saved(states * GATES);
        }

        @Override
        public void forward(Step step, Worker worker) {
            for (int part = worker.index(); part < recurrence.parts; part += worker.count()) {
                int from = recurrence.from(step.rows(), part);
                int to = recurrence.from(step.rows(), part + 1);
                recurrence.project(part, from, to, fromInput);
                for (int i = 0; i < recurrence.time; i++) {
                    if (i > 0) {
                        recurrence.transit(part, from, to, i, fromHidden);
                    }
                    for (int row = from; row < to; row++) {
                        forward(row, i);
                    }
                }
            }
        }

        private void forward(int row, int step) {
            int gate = recurrence.gate(row, recurrence.at(step));
            int state = recurrence.state(row, recurrence.at(step));
            int update = gate + hidden;
            int candidate = gate + 2 * hidden;
            if (step == 0) {
                System.arraycopy(hiddenBias, 0, fromHidden, gate, recurrence.width);
            }
            elementwise.add(fromInput, fromHidden, fromInput, gate, candidate);
            activations.sigmoid(fromInput, fromInput, gate, candidate);
            for (int j = 0; j < hidden; j++) {
                fromInput[candidate + j] += fromInput[gate + j] * fromHidden[candidate + j];
            }
            activations.tanh(fromInput, fromInput, candidate, candidate + hidden);
            int before = step == 0 ? -1 : recurrence.state(row, recurrence.at(step - 1));
            for (int j = 0; j < hidden; j++) {
                float z = fromInput[update + j];
                float earlier = before < 0 ? 0 : y[before + j];
                y[state + j] = (1 - z) * fromInput[candidate + j] + z * earlier;
            }
        }

        @Override
        public void backward(Step step, Worker worker) {
            for (int part = worker.index(); part < recurrence.parts; part += worker.count()) {
                int from = recurrence.from(step.rows(), part);
                int to = recurrence.from(step.rows(), part + 1);
                for (int i = recurrence.time - 1; i >= 0; i--) {
                    for (int row = from; row < to; row++) {
                        backward(row, i);
                    }
                    if (i > 0) {
                        recurrence.backTransit(part, from, to, i, fromHidden);
                    }
                }
                for (int row = from; row < to; row++) {
                    recurrence.shift(row);
                }
            }
            worker.barrier();
            recurrence.contribute(fromInput, fromHidden, step.rows(), worker);
        }

        private void backward(int row, int step) {
            int gate = recurrence.gate(row, recurrence.at(step));
            int state = recurrence.state(row, recurrence.at(step));
            int update = gate + hidden;
            int candidate = gate + 2 * hidden;
            int before = step == 0 ? -1 : recurrence.state(row, recurrence.at(step - 1));
            for (int j = 0; j < hidden; j++) {
                float r = fromInput[gate + j];
                float z = fromInput[update + j];
                float n = fromInput[candidate + j];
                float dh = dy[state + j];
                float earlier = before < 0 ? 0 : y[before + j];
                float dn = dh * (1 - z) * (1 - n * n);
                float dz = dh * (earlier - n) * z * (1 - z);
                float dr = dn * fromHidden[candidate + j] * r * (1 - r);
                fromInput[gate + j] = dr;
                fromInput[update + j] = dz;
                fromInput[candidate + j] = dn;
                fromHidden[gate + j] = dr;
                fromHidden[update + j] = dz;
                fromHidden[candidate + j] = dn * r;
                if (before >= 0) {
                    dy[before + j] += dh * z;
                }
            }
        }
    }
}
