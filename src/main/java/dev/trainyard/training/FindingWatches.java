package dev.trainyard.training;

import dev.trainyard.engine.inspect.Curvature;
import dev.trainyard.engine.inspect.FlowSample;
import dev.trainyard.engine.inspect.finding.EpochCurve;
import dev.trainyard.engine.inspect.finding.TrainingWatch;
import dev.trainyard.engine.kernel.Kernels;
import java.time.Clock;
import java.util.List;
import java.util.function.ToLongFunction;
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
        TrainingWatch watch = of(job, definition, prepared, restored);
        Runnable pause = () -> {
            journal.write(() -> moves.wish(job, Wish.PAUSE));
            lease.wish(Wish.PAUSE);
        };
        var actions = new FindingActions(FindingPolicy.of(definition.onFinding()), prepared, restored.state());
        return new FindingWatch(watch, actions, prepared, restored.state(), journal, clock, pause);
    }

    /** Watches a training from there on, knowing what was seen of it before. */
    TrainingWatch of(String job, JobDefinition definition, Prepared prepared, Restored restored) {
        TrainingWatch watch = new TrainingWatch(
                prepared.network(),
                prepared.plan(),
                prepared.training(),
                prepared.classRows(),
                definition.classWeights() != null,
                definition.measuresCurvature(),
                Kernels.best());
        RunMemory memory = restored.memory();
        if (memory != null) {
            long step = restored.state().counters().step();
            watch.recall(
                    memory.watch(),
                    until(step, FlowSample::step, series.samples(job)),
                    until(step, EpochCurve::step, metrics.epochs(job)),
                    until(step, Curvature::step, series.measured(job, watch.stableSharpness())));
        }
        return watch;
    }

    private static <T> List<T> until(long last, ToLongFunction<T> step, List<T> seen) {
        return seen.stream().filter(one -> step.applyAsLong(one) <= last).toList();
    }
}
