package dev.trainyard.engine.train;

import dev.trainyard.engine.data.Targets;
import dev.trainyard.engine.data.Task;
import dev.trainyard.engine.schedule.Plateau;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happens to the state between two epochs: metrics are worked out, the best is kept, patience is counted. */
final class EpochEnd {
    private final OutputSpec spec;
    private final TrainingPlan plan;
    private final TrainState state;
    private final EarlyStopping stopping;
    private final double unit;
    private long startNanos;
    private long rows;
    private double seconds;

    EpochEnd(OutputSpec spec, TrainingPlan plan, Targets targets, TrainState state) {
        this.spec = spec;
        this.plan = plan;
        this.state = state;
        EarlyStopping planned = plan.earlyStopping();
        this.stopping = planned == null ? new EarlyStopping() : planned;
        this.unit = targets.units()[0];
    }

    void startClock() {
        startNanos = System.nanoTime();
        rows = 0;
    }

    void count(int batchRows) {
        rows += batchRows;
    }

    void stopClock() {
        seconds = (System.nanoTime() - startNanos) / 1e9;
    }

    boolean outOfPatience() {
        return plan.earlyStopping() != null && state.badEpochs >= stopping.patience();
    }

    /** Moves the state to the next epoch and says what came out of this one. */
    EpochDone finish(@Nullable Evaluation validation) {
        Map<String, Double> trained = Map.of(Evaluation.LOSS, state.lossSum / state.weightSum, scoreName(), score());
        Map<String, Double> validated = validation == null ? Map.of() : validation.values();
        reduceRate(validated.getOrDefault(Evaluation.LOSS, state.lossSum / state.weightSum));
        state.epoch++;
        boolean best = false;
        if (validation != null) {
            best = judge(validated.getOrDefault(stopping.monitor(), Double.NaN));
        }
        state.batch = 0;
        state.lossSum = 0;
        state.weightSum = 0;
        state.rows = 0;
        state.score = 0;
        return new EpochDone(state.epoch, state.step, trained, validated, best, rows / seconds);
    }

    private String scoreName() {
        return spec.task() == Task.CLASSIFICATION ? "accuracy" : "rmse";
    }

    private double score() {
        return spec.task() == Task.CLASSIFICATION
                ? state.score / state.rows
                : Math.sqrt(state.score / (state.rows * spec.size())) * unit;
    }

    private void reduceRate(double loss) {
        if (plan.schedule() instanceof Plateau plateau) {
            state.plateau = plateau.after(state.plateau, loss);
        }
    }

    private boolean judge(double value) {
        Double best = state.bestValue;
        boolean better = Double.isFinite(value) && (best == null || stopping.better(value, best, 0));
        if (better) {
            state.bestValue = value;
            state.bestEpoch = state.epoch;
            state.keepBest();
        }
        Double waited = state.patienceValue;
        if (Double.isFinite(value) && (waited == null || stopping.better(value, waited, stopping.minDelta()))) {
            state.patienceValue = value;
            state.badEpochs = 0;
        } else {
            state.badEpochs++;
        }
        return better;
    }
}
