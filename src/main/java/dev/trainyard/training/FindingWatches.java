package dev.trainyard.training;

import dev.trainyard.engine.inspect.finding.TrainingWatch;
import dev.trainyard.engine.kernel.Kernels;
import java.time.Clock;
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

    FindingWatch of(Lease lease, JobDefinition definition, Prepared prepared, Restored restored, Journal journal) {
        String job = lease.claim().job();
        TrainingWatch watch = of(definition, prepared);
        RunMemory memory = restored.memory();
        if (memory != null) {
            watch.recall(
                    memory.watch(),
                    series.samples(job),
                    metrics.epochs(job),
                    series.measured(job, watch.stableSharpness()));
        }
        Runnable pause = () -> {
            journal.write(() -> moves.wish(job, Wish.PAUSE));
            lease.wish(Wish.PAUSE);
        };
        var actions = new FindingActions(FindingPolicy.of(definition.onFinding()), prepared, restored.state());
        return new FindingWatch(watch, actions, prepared, restored.state(), journal, clock, pause);
    }

    /** Watches a training from its first step on. */
    static TrainingWatch of(JobDefinition definition, Prepared prepared) {
        return new TrainingWatch(
                prepared.network(),
                prepared.plan(),
                prepared.training(),
                prepared.classRows(),
                definition.classWeights() != null,
                definition.measuresCurvature(),
                Kernels.best());
    }
}
