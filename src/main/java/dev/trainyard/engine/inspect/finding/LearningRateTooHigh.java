package dev.trainyard.engine.inspect.finding;

import dev.trainyard.engine.inspect.Curvature;
import dev.trainyard.engine.inspect.FlowSample;
import java.util.ArrayList;
import java.util.List;

/**
 * The loss of an epoch is well above that of the first batch, which alone may have been an easy one, and above that of a
 * constant answer, and there were steps large enough to overshoot; or steps are as large as the weights themselves; or the
 * sharpness is beyond twice what is stable, where healthy training hovers at once.
 */
record LearningRateTooHigh() implements Rule {

    private static final double RISE = 1.5;

    /** Before so many steps the loss can be above that of the first batch by chance. */
    private static final long FEWEST_STEPS = 20;

    /** Steps that change the weights by less than this part do not overshoot. */
    private static final double LARGE = 0.01;

    private static final double RATIO = 0.5;
    private static final int SAMPLES = 3;
    private static final double MARGIN = 2;

    @Override
    public List<Finding> look(History history) {
        if (history.samples().isEmpty()) {
            return List.of();
        }
        boolean risen = risen(history);
        boolean large = large(history.samples());
        boolean sharp = sharp(history);
        if (!risen && !large && !sharp) {
            return List.of();
        }
        FlowSample now = history.samples().getLast();
        List<Evidence> evidence = new ArrayList<>();
        if (risen) {
            FlowSample first = history.samples().getFirst();
            EpochCurve last = history.epochs().getLast();
            evidence.add(new Evidence("loss", first.loss(), first.step()));
            evidence.add(new Evidence("loss", last.trainingLoss(), last.step()));
        }
        if (large) {
            history.latest(SAMPLES).forEach(sample -> evidence.add(ratio(sample)));
        }
        if (sharp) {
            Curvature last = history.curvatures().getLast();
            evidence.add(new Evidence("curvature_times_learning_rate", last.sharpness(), last.step()));
        }
        evidence.add(new Evidence("learning_rate", now.rate(), now.step()));
        return List.of(Finding.of(FindingCode.LEARNING_RATE_TOO_HIGH, null, now.epoch(), now.step(), evidence));
    }

    private static Evidence ratio(FlowSample sample) {
        return new Evidence("update_to_weight_ratio", sample.largestUpdateRatio(), sample.step());
    }

    private static boolean risen(History history) {
        if (history.epochs().isEmpty()) {
            return false;
        }
        EpochCurve last = history.epochs().getLast();
        double reference = Math.max(history.samples().getFirst().loss(), history.constantLoss());
        return last.step() >= FEWEST_STEPS && last.trainingLoss() > RISE * reference && stepped(history);
    }

    private static boolean stepped(History history) {
        return history.samples().stream().anyMatch(sample -> sample.largestUpdateRatio() > LARGE);
    }

    /** Whether the latest samples' steps all were, the first step of all, which may be, not among them. */
    private static boolean large(List<FlowSample> samples) {
        int from = samples.size() - SAMPLES;
        if (from < 0 || samples.get(from).step() == 1) {
            return false;
        }
        for (int i = samples.size() - 1; i >= from; i--) {
            if (!(samples.get(i).largestUpdateRatio() > RATIO)) {
                return false;
            }
        }
        return true;
    }

    private static boolean sharp(History history) {
        return !history.curvatures().isEmpty()
                && history.curvatures().getLast().sharpness()
                        > MARGIN * history.setup().stableSharpness();
    }
}
