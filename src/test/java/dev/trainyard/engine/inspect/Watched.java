package dev.trainyard.engine.inspect;

import dev.trainyard.engine.inspect.finding.Finding;
import dev.trainyard.engine.inspect.finding.FindingCode;
import dev.trainyard.engine.inspect.finding.Seen;
import dev.trainyard.engine.inspect.finding.TrainingWatch;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Team;
import dev.trainyard.engine.layer.Layer;
import dev.trainyard.engine.layer.NamedLayer;
import dev.trainyard.engine.train.Network;
import dev.trainyard.engine.train.TrainState;
import dev.trainyard.engine.train.Trainer;
import dev.trainyard.engine.train.TrainingObserver.Signal;
import dev.trainyard.engine.train.TrainingOutcome;
import dev.trainyard.engine.train.TrainingOutcome.Reason;
import dev.trainyard.engine.train.TrainingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** A training with everything that was seen in it. */
public record Watched(TrainingOutcome outcome, List<Seen> seen) {

    /** Trains on one thread. */
    public static Watched train(Lesson lesson, List<Layer> layers, TrainingPlan plan) {
        return train(lesson, layers, plan, Kernels.best(), 1, false);
    }

    /** Trains on one thread. */
    public static Watched trainNamed(Lesson lesson, List<NamedLayer> layers, TrainingPlan plan) {
        return train(lesson, Network.of(layers, lesson.input(), lesson.output()), plan, Kernels.best(), 1, false);
    }

    /** Trains. */
    public static Watched train(
            Lesson lesson, List<Layer> layers, TrainingPlan plan, Kernels kernels, int threads, boolean curvature) {
        return train(lesson, network(lesson, layers), plan, kernels, threads, curvature);
    }

    private static Watched train(
            Lesson lesson, Network network, TrainingPlan plan, Kernels kernels, int threads, boolean curvature) {
        var watch = new TrainingWatch(network, plan, lesson.training(), lesson.classRows(), false, curvature, kernels);
        List<Seen> seen = new ArrayList<>();
        try (Team team = Team.of(threads)) {
            TrainState state = TrainState.initial(network, plan);
            TrainingOutcome outcome = new Trainer(network, plan, lesson.training(), lesson.validation(), kernels, team)
                    .train(
                            state,
                            event -> {
                                seen.add(watch.after(event, state.parameters()));
                                return Signal.CONTINUE;
                            },
                            watch.inspector());
            if (outcome.reason() != Reason.DIVERGED) {
                int[] rows = IntStream.range(0, lesson.training().rows()).toArray();
                seen.add(watch.atEnd(outcome.result(), rows));
            }
            return new Watched(outcome, seen);
        }
    }

    /** Layers by their number behind the lesson's input, with its head. */
    public static Network network(Lesson lesson, List<Layer> layers) {
        List<NamedLayer> named = new ArrayList<>();
        for (Layer layer : layers) {
            named.add(new NamedLayer("layer" + (named.size() + 1), List.of(), layer));
        }
        return Network.of(named, lesson.input(), lesson.output());
    }

    /** Gradient flow, oldest first. */
    public List<FlowSample> samples() {
        return seen.stream().map(Seen::sample).filter(Objects::nonNull).toList();
    }

    /** Curvatures, oldest first. */
    public List<Curvature> curvatures() {
        return seen.stream().map(Seen::curvature).filter(Objects::nonNull).toList();
    }

    /** Spectra, oldest first. */
    public List<Spectrum> spectra() {
        return seen.stream().flatMap(one -> one.spectra().stream()).toList();
    }

    /** Findings in the order they were made. */
    public List<Finding> findings() {
        return seen.stream().flatMap(one -> one.findings().stream()).toList();
    }

    /** What was found. */
    public List<FindingCode> codes() {
        return findings().stream().map(Finding::code).distinct().toList();
    }
}
