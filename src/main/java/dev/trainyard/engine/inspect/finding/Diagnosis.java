package dev.trainyard.engine.inspect.finding;

import dev.trainyard.engine.inspect.Curvature;
import dev.trainyard.engine.inspect.FlowSample;
import dev.trainyard.engine.inspect.Preflight;
import dev.trainyard.engine.inspect.RowLoss;
import dev.trainyard.engine.train.StepDone;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Watches one training: takes in what was recorded and answers what is newly found. A code is reported once per layer. The
 * same records in the same order give the same findings, so that one rebuilt from stored records goes on as before.
 */
public final class Diagnosis {

    private final History history;
    private final Set<String> reported = new HashSet<>();

    /** At the start of a training. */
    public Diagnosis(Setup setup) {
        history = new History(setup);
    }

    /** What a network shows before it has learnt anything. */
    public static List<Finding> of(Preflight preflight, Setup setup) {
        var diagnosis = new Diagnosis(setup);
        return preflight.samples().stream()
                .flatMap(sample -> diagnosis.after(sample).stream())
                .toList();
    }

    /** After a sampled step. */
    public List<Finding> after(FlowSample sample) {
        history.add(sample);
        return look(Rule.OF_SAMPLES);
    }

    /** After an epoch. */
    public List<Finding> after(EpochCurve epoch) {
        history.add(epoch);
        return look(Rule.OF_EPOCHS);
    }

    /** After the curvature was measured. */
    public List<Finding> after(Curvature curvature) {
        history.add(curvature);
        return look(Rule.OF_CURVATURES);
    }

    /** After the last step, with the loss of every training row. */
    public List<Finding> atEnd(List<RowLoss> losses) {
        history.rows(losses);
        return look(Rule.OF_ROWS);
    }

    /** When the loss or the gradient was not finite. */
    public List<Finding> diverged(StepDone step) {
        history.diverged(step.epoch(), step.step(), step.loss(), step.gradientNorm());
        return look(Rule.OF_DIVERGENCE);
    }

    /** Takes in the records of a run that was stopped, and what it reported. */
    void recall(List<FlowSample> samples, List<EpochCurve> curves, List<Curvature> curvatures, List<String> codes) {
        samples.forEach(history::add);
        curves.forEach(history::add);
        curvatures.forEach(history::add);
        reported.addAll(codes);
    }

    /** What has been reported, as {@link #recall} takes it. */
    List<String> reported() {
        return reported.stream().sorted().toList();
    }

    /** Forgets what was recorded beyond a step that the training goes back to. */
    void forgetAfter(long step) {
        history.forgetAfter(step);
    }

    private List<Finding> look(List<Rule> rules) {
        List<Finding> found = List.of();
        for (Rule rule : rules) {
            List<Finding> shown = rule.look(history);
            if (!shown.isEmpty()) {
                found = with(found, shown);
            }
        }
        return found;
    }

    private List<Finding> with(List<Finding> found, List<Finding> shown) {
        List<Finding> all = new ArrayList<>(found);
        for (Finding finding : shown) {
            if (reported.add(finding.code() + "/" + finding.layer())) {
                all.add(finding);
            }
        }
        return all;
    }
}
