package dev.trainyard.training;

import dev.trainyard.engine.inspect.finding.EpochCurve;
import dev.trainyard.engine.inspect.finding.TrainingWatch;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.train.TrainState;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** Begins to watch runs; one that goes on where another stopped knows what that one saw. */
@Component
class FindingWatches {
    private final LayerSeries series;
    private final JobMetrics metrics;
    private final JobMoves moves;
    private final Clock clock;

    FindingWatches(LayerSeries series, JobMetrics metrics, JobMoves moves, Clock clock) {
        this.series = series;
        this.metrics = metrics;
        this.moves = moves;
        this.clock = clock;
    }

    FindingWatch of(Lease lease, JobDefinition definition, Prepared prepared, TrainState state, Journal journal) {
        String job = lease.claim().job();
        var watch = new TrainingWatch(
                prepared.network(),
                prepared.plan(),
                prepared.training(),
                prepared.classRows(),
                definition.classWeights() != null,
                definition.measuresCurvature(),
                Kernels.best());
        if (state.counters().step() > 0) {
            List<EpochCurve> curves = metrics.epochs(job);
            watch.recall(series.samples(job), curves);
        }
        Runnable pause = () -> {
            journal.write(() -> moves.wish(job, Wish.PAUSE));
            lease.wish(Wish.PAUSE);
        };
        return new FindingWatch(
                watch, FindingPolicy.of(definition.onFinding()), prepared, state, journal, clock, pause);
    }
}
