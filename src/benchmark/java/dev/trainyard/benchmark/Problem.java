package dev.trainyard.benchmark;

import dev.trainyard.engine.data.Batches;
import dev.trainyard.engine.data.Examples;
import dev.trainyard.engine.data.MatrixFeatures;
import dev.trainyard.engine.data.Targets;
import dev.trainyard.engine.data.Task;
import dev.trainyard.engine.graph.Parameters;
import dev.trainyard.engine.kernel.Randomness;
import dev.trainyard.engine.layer.Dense;
import dev.trainyard.engine.layer.NamedLayer;
import dev.trainyard.engine.layer.Relu;
import dev.trainyard.engine.optimizer.Adam;
import dev.trainyard.engine.tensor.Shape;
import dev.trainyard.engine.train.InputSpec;
import dev.trainyard.engine.train.Network;
import dev.trainyard.engine.train.OutputSpec;
import dev.trainyard.engine.train.TrainState;
import dev.trainyard.engine.train.TrainingPlan;
import java.util.ArrayList;
import java.util.List;

/**
 * The data, the first weights and the order of rows that all contestants share. Rows are normal noise, and their classes
 * those that a random linear map gives the largest score, so that there is something to learn.
 */
final class Problem {
    private static final int FEWEST_BATCHES = 50;
    private static final int MOST_BATCHES = 1000;
    private static final int FLOATS = 2_000_000;
    private static final long SEED = 7;

    private final Case size;
    private final Network network;
    private final TrainingPlan plan;
    private final float[] x;
    private final float[] y;
    private final int perEpoch;
    private final Batches batches;
    private int shuffled = -1;

    Problem(Case size) {
        this.size = size;
        List<NamedLayer> layers = new ArrayList<>();
        for (int i = 1; i < size.widths().size() - 1; i++) {
            layers.add(new NamedLayer(
                    "hidden_" + i, List.of(), Dense.of(size.widths().get(i), new Relu())));
        }
        this.network = Network.of(
                layers, InputSpec.of(Shape.of(size.inputs())), OutputSpec.of(Task.CLASSIFICATION, size.classes()));
        this.plan =
                new TrainingPlan(1_000_000, size.batch(), new Adam(), new TrainingPlan().schedule(), null, null, SEED);
        this.perEpoch = Math.clamp(FLOATS / (size.batch() * size.inputs()), FEWEST_BATCHES, MOST_BATCHES);
        int rows = perEpoch * size.batch();
        this.x = new float[rows * size.inputs()];
        this.y = new float[rows];
        fill();
        this.batches = new Batches(rows, size.batch(), SEED);
    }

    private void fill() {
        int width = size.inputs();
        for (int i = 0; i < x.length; i++) {
            x[i] = Randomness.normal(1, i);
        }
        for (int row = 0; row < y.length; row++) {
            float best = Float.NEGATIVE_INFINITY;
            for (int c = 0; c < size.classes(); c++) {
                float score = 0;
                for (int i = 0; i < width; i++) {
                    score += x[row * width + i] * Randomness.normal(2, (long) c * width + i);
                }
                if (score > best) {
                    best = score;
                    y[row] = c;
                }
            }
        }
    }

    Case size() {
        return size;
    }

    Network network() {
        return network;
    }

    TrainingPlan plan() {
        return plan;
    }

    Examples examples() {
        return Examples.of(new MatrixFeatures(y.length, size.inputs(), x), new Targets(1, y, new double[] {1}));
    }

    /** All weights and biases in order of the layers, as every contestant starts. */
    float[] weights() {
        Parameters parameters = TrainState.initial(network, plan).parameters();
        float[] all = new float[Math.toIntExact(parameters.count())];
        int start = 0;
        for (String name : parameters.names()) {
            float[] values = parameters.tensor(name).values();
            System.arraycopy(values, 0, all, start, values.length);
            start += values.length;
        }
        return all;
    }

    /** Writes the rows and classes of a step, counted from 1. */
    void batch(long step, float[] rows, long[] classes) {
        int epoch = (int) ((step - 1) / perEpoch);
        int first = (int) ((step - 1) % perEpoch) * size.batch();
        if (shuffled != epoch) {
            batches.shuffle(epoch);
            shuffled = epoch;
        }
        for (int row = 0; row < size.batch(); row++) {
            int source = batches.order()[first + row];
            System.arraycopy(x, source * size.inputs(), rows, row * size.inputs(), size.inputs());
            classes[row] = (long) y[source];
        }
    }
}
