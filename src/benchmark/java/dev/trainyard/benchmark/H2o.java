package dev.trainyard.benchmark;

import hex.deeplearning.DeepLearning;
import hex.deeplearning.DeepLearningModel;
import hex.deeplearning.DeepLearningModel.DeepLearningParameters;
import java.util.stream.IntStream;
import water.DKV;
import water.H2O;
import water.Key;
import water.fvec.Frame;
import water.fvec.Vec;

/**
 * H2O-3's deep learning on the same rows, in batches as large. It begins from weights of its own and updates them by its own
 * rule (ADADELTA), so its losses are not comparable and only its time is: that which its model says it trained, without
 * building the model and without scoring.
 */
final class H2o implements Contestant {
    private static final int BATCHES = 50;
    private static final double MILLISECONDS = 1e3;
    /** What one measurement is to take, so that milliseconds are fine enough. */
    private static final double LEAST_MILLISECONDS = 500;

    private static int models;

    private final Case size;
    private final Frame frame;
    private double steps;

    H2o(Problem problem, int threads) {
        start(threads);
        this.size = problem.size();
        this.frame = frame(problem);
        this.steps = 1;
        while (milliseconds() < LEAST_MILLISECONDS) {
            steps *= 2;
        }
    }

    private static void start(int threads) {
        if (models == 0) {
            H2O.main(new String[] {
                "-name",
                "benchmark",
                "-ip",
                "127.0.0.1",
                "-disable_web",
                "-nthreads",
                "" + threads,
                "-log_level",
                "ERRR"
            });
        }
    }

    /** The rows of the first steps, a column each, and their class behind them. */
    private static Frame frame(Problem problem) {
        Case size = problem.size();
        float[] rows = new float[size.batch() * size.inputs()];
        long[] classes = new long[size.batch()];
        double[][] columns = new double[size.inputs() + 1][BATCHES * size.batch()];
        for (int batch = 0; batch < BATCHES; batch++) {
            problem.batch(batch + 1L, rows, classes);
            for (int row = 0; row < size.batch(); row++) {
                int to = batch * size.batch() + row;
                for (int i = 0; i < size.inputs(); i++) {
                    columns[i][to] = rows[row * size.inputs() + i];
                }
                columns[size.inputs()][to] = classes[row];
            }
        }
        String[] domain =
                IntStream.range(0, size.classes()).mapToObj(c -> "class " + c).toArray(String[]::new);
        String[] names = new String[columns.length];
        Vec[] vectors = new Vec[columns.length];
        for (int i = 0; i < columns.length; i++) {
            names[i] = "column " + i;
            vectors[i] = i == size.inputs()
                    ? Vec.makeVec(columns[i], domain, Vec.newKey())
                    : Vec.makeVec(columns[i], Vec.newKey());
        }
        Frame frame = new Frame(Key.make(), names, vectors);
        DKV.put(frame);
        return frame;
    }

    @Override
    public String name() {
        return "H2O-3";
    }

    @Override
    public boolean comparable() {
        return false;
    }

    @Override
    public double check(long step) {
        throw new UnsupportedOperationException("H2O-3 does not stop after each step");
    }

    /** As many steps as make for a steady measurement, whatever is asked for. */
    @Override
    public double secondsPerStep(int ignored) {
        return milliseconds() / MILLISECONDS / steps;
    }

    private double milliseconds() {
        DeepLearningParameters parameters = new DeepLearningParameters();
        parameters._train = frame._key;
        parameters._response_column = "column " + size.inputs();
        parameters._hidden = size.widths().subList(1, size.widths().size() - 1).stream()
                .mapToInt(i -> i)
                .toArray();
        parameters._mini_batch_size = size.batch();
        parameters._epochs = steps / BATCHES;
        parameters._train_samples_per_iteration = Math.round(steps * size.batch());
        parameters._standardize = false;
        parameters._stopping_rounds = 0;
        parameters._overwrite_with_best_model = false;
        parameters._seed = 7;
        parameters._quiet_mode = true;
        DeepLearningModel model = new DeepLearning(parameters, Key.make("model" + models++))
                .trainModel()
                .get();
        double samples = model.model_info().get_processed_total();
        double training = model.total_training_time_ms - model.total_scoring_time_ms - model.total_setup_time_ms;
        model.delete();
        return training * steps * size.batch() / samples;
    }

    @Override
    public void close() {
        frame.delete();
    }
}
