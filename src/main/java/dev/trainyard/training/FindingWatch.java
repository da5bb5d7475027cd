package dev.trainyard.training;

import dev.trainyard.engine.graph.Parameters;
import dev.trainyard.engine.inspect.FlowSample;
import dev.trainyard.engine.inspect.finding.Finding;
import dev.trainyard.engine.inspect.finding.Seen;
import dev.trainyard.engine.inspect.finding.TrainingWatch;
import dev.trainyard.engine.train.StepInspector;
import dev.trainyard.engine.train.TrainState;
import dev.trainyard.engine.train.TrainingEvent;
import java.time.Clock;
import java.util.Set;

/**
 * Watches the layers of one run: notes in its journal what is seen and found, and does what the job wants done about it. The
 * same training is acted on at the same steps, interrupted or not.
 */
final class FindingWatch {
    private final TrainingWatch watch;
    private final FindingActions actions;
    private final Prepared prepared;
    private final TrainState state;
    private final Journal journal;
    private final Clock clock;
    private final Runnable pause;

    /** Watches for a run; {@code pause} makes the job pause after the step. */
    FindingWatch(
            TrainingWatch watch,
            FindingActions actions,
            Prepared prepared,
            TrainState state,
            Journal journal,
            Clock clock,
            Runnable pause) {
        this.watch = watch;
        this.actions = actions;
        this.prepared = prepared;
        this.state = state;
        this.journal = journal;
        this.clock = clock;
        this.pause = pause;
    }

    StepInspector inspector() {
        return watch.inspector();
    }

    /** After every event of the trainer: what was done; to stop is left to the run. */
    Set<FindingAction> after(TrainingEvent event) {
        Seen seen = watch.after(event, state.parameters());
        return seen.empty() ? Set.of() : note(seen, event.epoch(), event.step());
    }

    /** What is to be stored with a checkpoint. */
    TrainingWatch.Memory memory() {
        return watch.memory();
    }

    /** The training goes on from a step that it had been beyond. */
    void goBack(long step) {
        watch.goBack(step);
    }

    /** After the last step of a training that came to its end, when nothing can be done any more. */
    void atEnd(Parameters result) {
        Seen seen = watch.atEnd(result, prepared.trainingRows());
        for (Finding finding : seen.findings()) {
            journal.finding(new FindingNews(finding, FindingAction.WARN, clock.instant()));
        }
    }

    private Set<FindingAction> note(Seen seen, int epoch, long step) {
        FlowSample sample = seen.sample();
        if (sample != null) {
            journal.event(JobEvent.Type.LAYERS, LayerEvent.of(sample));
        }
        if (sample != null || !seen.spectra().isEmpty() || seen.curvature() != null) {
            journal.layers(new LayerNews(epoch, step, clock.instant(), sample, seen.spectra(), seen.curvature()));
        }
        for (Finding finding : seen.findings()) {
            journal.finding(new FindingNews(finding, actions.action(finding), clock.instant()));
        }
        Set<FindingAction> done = actions.act(seen.findings());
        if (done.contains(FindingAction.PAUSE)) {
            pause.run();
        }
        return done;
    }
}
