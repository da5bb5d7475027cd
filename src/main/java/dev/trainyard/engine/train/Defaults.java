package dev.trainyard.engine.train;

import dev.trainyard.engine.data.Task;
import dev.trainyard.engine.initializer.Glorot;
import dev.trainyard.engine.layer.Dense;
import dev.trainyard.engine.layer.Dropout;
import dev.trainyard.engine.layer.NamedLayer;
import dev.trainyard.engine.layer.Relu;
import dev.trainyard.engine.optimizer.AdamW;
import dev.trainyard.engine.schedule.Cosine;
import java.util.List;

/**
 * What is trained, and how, where a job does not say: functions of the data's size.
 *
 * <p>Measured on small tables: weights that start by Glorot generalize better than by He, since with few inputs He makes
 * the first layer steep; a fixed number of steps under a falling rate with dropout and decay beats early stopping on a
 * handful of rows; and rows held out are missed. So below {@link #FEW_ROWS} nothing is held out.
 */
public final class Defaults {
    /** Below so many rows a held-out part would be too small to tell anything, and its rows are better learned from. */
    private static final int FEW_ROWS = 1000;

    /** From so many training rows on layers are wider, and need less against learning by heart. */
    private static final int MANY_ROWS = 5000;

    /** No more rows than so many are held out. */
    private static final double MOST_HELD_OUT = 10_000;

    private Defaults() {}

    /**
     * Part of the rows held out for validation.
     *
     * @param watched whether something, as early stopping, cannot do without held-out rows
     */
    public static double validationFraction(int rows, boolean watched) {
        if (rows >= FEW_ROWS) {
            return Math.min(0.1, MOST_HELD_OUT / rows);
        }
        return watched ? 0.2 : 0;
    }

    /**
     * The layers of a network without the head.
     *
     * @param rows training rows
     * @param width floats per row
     */
    public static List<NamedLayer> layers(Task task, int rows, int width) {
        boolean wide = rows >= MANY_ROWS;
        var dropout = new Dropout(wide ? 0.1 : 0.2);
        return List.of(
                hidden(1, wide ? 256 : 128),
                new NamedLayer("dropout_1", List.of(), dropout),
                hidden(2, wide ? 128 : 64),
                new NamedLayer("dropout_2", List.of(), dropout));
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
                epochs(rows, batch),
                batch,
                new AdamW(0.002, List.of(0.9, 0.999), 1e-8, 0.1),
                new Cosine(),
                null,
                validated ? new EarlyStopping("loss", 15, 0, true) : null,
                0);
    }

    /** Enough epochs for 600 steps, and for 6000 from {@link #MANY_ROWS} on; at least 20, at most 100. */
    private static int epochs(int rows, int batch) {
        int perEpoch = (rows + batch - 1) / batch;
        int steps = rows < FEW_ROWS ? 600 : rows < MANY_ROWS ? 2000 : 6000;
        return Math.clamp((steps + perEpoch - 1) / perEpoch, 20, 100);
    }
}
