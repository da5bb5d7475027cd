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
        List<Evidence> evidence = new ArrayList<>();
        addRise(history, evidence);
        addRatios(history, evidence);
        addSharpness(history, evidence);
        if (evidence.isEmpty() || history.samples().isEmpty()) {
            return List.of();
        }
        FlowSample now = history.samples().getLast();
        evidence.add(new Evidence("learning_rate", now.rate(), now.step()));
        return List.of(Finding.of(FindingCode.LEARNING_RATE_TOO_HIGH, null, now.epoch(), now.step(), evidence));
    }

    private static void addRise(History history, List<Evidence> evidence) {
        if (history.epochs().isEmpty() || history.samples().isEmpty()) {
            return;
        }
        FlowSample first = history.samples().getFirst();
        EpochCurve last = history.epochs().getLast();
        double reference = Math.max(first.loss(), history.setup().constantLoss());
        if (last.step() >= FEWEST_STEPS && last.trainingLoss() > RISE * reference && stepped(history)) {
            evidence.add(new Evidence("loss", first.loss(), first.step()));
            evidence.add(new Evidence("loss", last.trainingLoss(), last.step()));
        }
    }

    private static boolean stepped(History history) {
        return history.samples().stream().anyMatch(sample -> sample.largestUpdateRatio() > LARGE);
    }

    private static void addRatios(History history, List<Evidence> evidence) {
        List<FlowSample> latest = history.latest(SAMPLES);
        if (latest.isEmpty() || latest.getFirst().step() == 1 || !allLarge(latest)) {
            return;
        }
        latest.forEach(sample ->
                evidence.add(new Evidence("update_to_weight_ratio", sample.largestUpdateRatio(), sample.step())));
    }

    private static boolean allLarge(List<FlowSample> samples) {
        for (FlowSample sample : samples) {
            if (!(sample.largestUpdateRatio() > RATIO)) {
                return false;
            }
        }
        return true;
    }

    private static void addSharpness(History history, List<Evidence> evidence) {
        if (history.curvatures().isEmpty()) {
            return;
        }
        Curvature last = history.curvatures().getLast();
        if (last.sharpness() > MARGIN * history.setup().stableSharpness()) {
            evidence.add(new Evidence("curvature_times_learning_rate", last.sharpness(), last.step()));
        }
    }
}
