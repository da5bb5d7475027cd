package dev.trainyard.engine.inspect.finding;

import dev.trainyard.engine.inspect.Curvature;
import dev.trainyard.engine.inspect.FlowSample;
import dev.trainyard.engine.inspect.RowLoss;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The recorded series of one training, as far as it has come; bounded by what is sampled. */
final class History {

    private final Setup setup;
    private final List<FlowSample> samples = new ArrayList<>();
    private final List<EpochCurve> epochs = new ArrayList<>();
    private final List<Curvature> curvatures = new ArrayList<>();
    private List<RowLoss> rowLosses = List.of();
    private final double constantLoss;
    private @Nullable EpochCurve best;
    private double lowest;
    private @Nullable Divergence divergence;

    History(Setup setup) {
        this.setup = setup;
        this.constantLoss = setup.constantLoss();
        this.lowest = Double.POSITIVE_INFINITY;
    }

    /**
     * The loss or the gradient was not finite any more.
     *
     * @param gradientNorm NaN if it was not measured
     */
    record Divergence(int epoch, long step, double loss, double gradientNorm) {}

    Setup setup() {
        return setup;
    }

    /** See {@link Setup#constantLoss}. */
    double constantLoss() {
        return constantLoss;
    }

    /** Gradient flow, oldest first. */
    List<FlowSample> samples() {
        return samples;
    }

    /** The last {@code count} samples; empty while there are fewer. */
    List<FlowSample> latest(int count) {
        return samples.size() < count ? List.of() : samples.subList(samples.size() - count, samples.size());
    }

    /** Epochs done, oldest first. */
    List<EpochCurve> epochs() {
        return epochs;
    }

    /** The epoch with the lowest loss of the validation rows, the first of them all without one; null before any. */
    @Nullable
    EpochCurve best() {
        return best;
    }

    /** The lowest loss of the validation rows; NaN if one of them is. */
    double lowest() {
        return lowest;
    }

    /** Curvatures, oldest first. */
    List<Curvature> curvatures() {
        return curvatures;
    }

    /** Loss of each training row at the end; empty before. */
    List<RowLoss> rowLosses() {
        return rowLosses;
    }

    /** Where the loss stopped being finite; null while it is. */
    @Nullable
    Divergence divergence() {
        return divergence;
    }

    void add(FlowSample sample) {
        samples.add(sample);
    }

    void add(EpochCurve curve) {
        epochs.add(curve);
        EpochCurve former = best;
        best = former == null || curve.validationLoss() < former.validationLoss() ? curve : former;
        lowest = Math.min(lowest, curve.validationLoss());
    }

    void add(Curvature curvature) {
        curvatures.add(curvature);
    }

    void rows(List<RowLoss> losses) {
        rowLosses = losses;
    }

    void forgetAfter(long step) {
        samples.removeIf(sample -> sample.step() > step);
        List<EpochCurve> left =
                epochs.stream().filter(epoch -> epoch.step() <= step).toList();
        epochs.clear();
        best = null;
        lowest = Double.POSITIVE_INFINITY;
        left.forEach(this::add);
        curvatures.removeIf(curvature -> curvature.step() > step);
    }

    void diverged(int epoch, long step, double loss, double gradientNorm) {
        divergence = new Divergence(epoch, step, loss, gradientNorm);
    }
}
