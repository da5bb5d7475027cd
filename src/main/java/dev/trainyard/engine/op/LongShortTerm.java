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
 * Long short-term memory: x [T, C] with the weights of {@link Recurrence} (gates i, f, g, o) gives the hidden values [T, H].
 * Hochreiter and Schmidhuber, "Long short-term memory" (1997), with forget gates by Gers et al. (2000).
 *
 * <pre>
 * [i f g o] = Wx xₜ + bx + Wh hₜ₋₁ + bh      i, f, o = σ(·)    g = tanh(·)
 * cₜ = f · cₜ₋₁ + i · g                       hₜ = o · tanh cₜ
 * dc += dh · o · (1 − tanh² cₜ)    dcₜ₋₁ = dc · f
 * di = dc · g · i (1 − i)    df = dc · cₜ₋₁ · f (1 − f)    dg = dc · i · (1 − g²)    do = dh · tanh cₜ · o (1 − o)
 * </pre>
 *
 * @param reverse whether time is read from its end
 */
public record LongShortTerm(boolean reverse) implements Op {

    private static final int GATES = 4;

    @Override
    public String name() {
        return "long_short_term";
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
        private final float[] inputBias;
        private final float[] hiddenBias;
        private final float[][] biases;
        private final float[] y;
        private final float[] dy;
        private final float[] gates;
        private final float[] cells;
        private final float[] squashed;
        private final float[] dCells;

        Bound(Site site, boolean reverse) {
            activations = site.kernels().activations();
            elementwise = site.kernels().elementwise();
            inputBias = site.input(3);
            hiddenBias = site.input(4);
            int width = site.inputShape(2).dim(0);
            hidden = width / GATES;
            biases = new float[site.parts()][];
            Epilogue[] projection = new Epilogue[site.parts()];
            Epilogue[] transition = new Epilogue[site.parts()];
            for (int part = 0; part < site.parts(); part++) {
                biases[part] = site.saved(width);
                projection[part] = Epilogue.bias(biases[part]);
                transition[part] = Epilogue.ADD;
            }
            recurrence = new Recurrence(site, reverse, projection, transition);
            y = site.output();
            dy = site.outputGradient();
            long states = Math.multiplyExact(site.capacity(), site.outputShape().size());
            gates = site.saved(states * GATES);
            cells = site.saved(states);
            squashed = site.saved(states);
            dCells = site.scratch(site.training() ? (long) site.capacity() * hidden : 0);
        }

        @Override
        public void forward(Step step, Worker worker) {
            for (int part = worker.index(); part < recurrence.parts; part += worker.count()) {
                int from = recurrence.from(step.rows(), part);
                int to = recurrence.from(step.rows(), part + 1);
                elementwise.add(inputBias, hiddenBias, biases[part], 0, recurrence.width);
                recurrence.project(part, from, to, gates);
                for (int i = 0; i < recurrence.time; i++) {
                    if (i > 0) {
                        recurrence.transit(part, from, to, i, gates);
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
            int forget = gate + hidden;
            int candidate = gate + 2 * hidden;
            int open = gate + 3 * hidden;
            activations.sigmoid(gates, gates, gate, candidate);
            activations.tanh(gates, gates, candidate, open);
            activations.sigmoid(gates, gates, open, open + hidden);
            if (step == 0) {
                for (int j = 0; j < hidden; j++) {
                    cells[state + j] = gates[gate + j] * gates[candidate + j];
                }
            } else {
                int before = recurrence.state(row, recurrence.at(step - 1));
                for (int j = 0; j < hidden; j++) {
                    cells[state + j] = gates[forget + j] * cells[before + j] + gates[gate + j] * gates[candidate + j];
                }
            }
            activations.tanh(cells, squashed, state, state + hidden);
            for (int j = 0; j < hidden; j++) {
                y[state + j] = gates[open + j] * squashed[state + j];
            }
        }

        /** The gradients of the gates take the place of the gates. */
        @Override
        public void backward(Step step, Worker worker) {
            for (int part = worker.index(); part < recurrence.parts; part += worker.count()) {
                int from = recurrence.from(step.rows(), part);
                int to = recurrence.from(step.rows(), part + 1);
                Arrays.fill(dCells, from * hidden, to * hidden, 0);
                for (int i = recurrence.time - 1; i >= 0; i--) {
                    for (int row = from; row < to; row++) {
                        backward(row, i);
                    }
                    if (i > 0) {
                        recurrence.backTransit(part, from, to, i, gates);
                    }
                }
                for (int row = from; row < to; row++) {
                    recurrence.shift(row);
                }
            }
            worker.barrier();
            recurrence.contribute(gates, gates, step.rows(), worker);
        }

        private void backward(int row, int step) {
            int gate = recurrence.gate(row, recurrence.at(step));
            int state = recurrence.state(row, recurrence.at(step));
            int before = step == 0 ? -1 : recurrence.state(row, recurrence.at(step - 1));
            for (int j = 0; j < hidden; j++) {
                float in = gates[gate + j];
                float forget = gates[gate + hidden + j];
                float candidate = gates[gate + 2 * hidden + j];
                float open = gates[gate + 3 * hidden + j];
                float squash = squashed[state + j];
                float dh = dy[state + j];
                float dc = dCells[row * hidden + j] + dh * open * (1 - squash * squash);
                float earlier = before < 0 ? 0 : cells[before + j];
                gates[gate + j] = dc * candidate * in * (1 - in);
                gates[gate + hidden + j] = dc * earlier * forget * (1 - forget);
                gates[gate + 2 * hidden + j] = dc * in * (1 - candidate * candidate);
                gates[gate + 3 * hidden + j] = dh * squash * open * (1 - open);
                dCells[row * hidden + j] = dc * forget;
            }
        }
    }
}
