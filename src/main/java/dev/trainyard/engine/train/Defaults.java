package dev.trainyard.engine.train;

import dev.trainyard.engine.data.Task;
import dev.trainyard.engine.initializer.Glorot;
import dev.trainyard.engine.layer.Dense;
import dev.trainyard.engine.layer.NamedLayer;
import dev.trainyard.engine.layer.Relu;
import dev.trainyard.engine.optimizer.AdamW;
import dev.trainyard.engine.schedule.Constant;
import java.util.List;

/** What is trained, and how, where a job does not say: functions of the data's size. */
public final class Defaults {
    private Defaults() {}

    /** Part of the rows held out for validation. */
    public static double validationFraction(int rows) {
        return rows < 10 ? 0 : 0.15;
    }

    /**
     * The layers of a network without the head.
     *
     * @param rows training rows
     * @param width floats per row
     */
    public static List<NamedLayer> layers(Task task, int rows, int width) {
        return List.of(hidden(1, 128), hidden(2, 64));
    }

    private static NamedLayer hidden(int number, int units) {
        var dense = new Dense(units, new Relu(), null, new Glorot(null, null), null);
        return new NamedLayer("hidden_" + number, List.of(), dense);
    }

    /**
     * How a network is trained.
     *
     * @param rows training rows
     * @param width floats per row
     * @param validated whether rows are held out for validation
     */
    public static TrainingPlan plan(Task task, int rows, int width, boolean validated) {
        int batch = Math.clamp(Integer.highestOneBit(Math.max(1, rows / 20)), 16, 256);
        return new TrainingPlan(
                200,
                batch,
                new AdamW(0.002, List.of(0.9, 0.999), 1e-8, 0.01),
                new Constant(),
                null,
                validated ? new EarlyStopping("loss", 20, 0, true) : null,
                0);
    }
}
