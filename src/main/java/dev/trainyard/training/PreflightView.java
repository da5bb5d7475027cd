package dev.trainyard.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.trainyard.engine.inspect.Preflight;
import dev.trainyard.engine.inspect.finding.Evidence;
import dev.trainyard.engine.inspect.finding.Finding;
import dev.trainyard.engine.inspect.finding.FindingCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a training before it is queued.
 *
 * @param rows of the batch that was sent through
 * @param expectedLoss of a network that guesses; left out where it is not known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PreflightView(
        Verdict verdict,
        String detail,
        int rows,
        double loss,
        @Nullable Double expectedLoss,
        List<Layer> layers,
        Growth growth,
        List<Found> findings,
        List<Regime> regimes) {
    /** Ratios beyond which something is wrong, and beyond which it is worth a thought. */
    private static final double SICK = 1e4;

    private static final double RISKY = 100;

    /** What to expect. */
    enum Verdict {
        HEALTHY,
        RISKY,
        SICK
    }

    /** A layer with weights; variances beside those that theory wants. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Layer(
            String layer,
            long fanIn,
            long fanOut,
            double weightVariance,
            double heVariance,
            double glorotVariance,
            @Nullable Double activationMean,
            @Nullable Double activationVariance,
            @Nullable Double signalVariance,
            @Nullable Double gradientRms,
            @Nullable Double deadFraction,
            @Nullable Double saturatedFraction) {
        static Layer of(Preflight.OfLayer layer) {
            double deviation = layer.flow().activationDeviation();
            return new Layer(
                    layer.layer(),
                    (long) layer.fanIn(),
                    (long) layer.fanOut(),
                    layer.weightVariance(),
                    layer.heVariance(),
                    layer.glorotVariance(),
                    known(layer.flow().activationMean()),
                    known(deviation * deviation),
                    known(layer.signalVariance()),
                    known(layer.flow().gradientRms()),
                    known(layer.flow().deadFraction()),
                    known(layer.flow().saturatedFraction()));
        }
    }

    /**
     * How a signal grows over the depth: over all layers as seen and as theory predicts, and as seen per layer.
     *
     * @param activationRatio spread of the last hidden layer over that of the first
     * @param gradientRatio gradient of the first layer over that of the last
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Growth(
            int depth,
            @Nullable Double forward,
            @Nullable Double backward,
            @Nullable Double activationRatio,
            @Nullable Double gradientRatio,
            double predictedActivationRatio,
            double predictedGradientRatio) {
        static Growth of(Preflight seen) {
            int depth = seen.layers().size();
            return new Growth(
                    depth,
                    known(Math.pow(seen.activationRatio(), 1.0 / Math.max(1, depth - 2))),
                    known(Math.pow(seen.gradientRatio(), 1.0 / Math.max(1, depth - 1))),
                    known(seen.activationRatio()),
                    known(seen.gradientRatio()),
                    seen.predictedForward(),
                    seen.predictedBackward());
        }
    }

    /** A finding that is there before the first step. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Found(
            FindingCode code,
            FindingCode.Severity severity,
            @Nullable String layer,
            List<Evidence> evidence,
            String cause,
            String remedy) {
        static Found of(Finding finding) {
            FindingCode code = finding.code();
            return new Found(code, code.severity(), finding.layer(), finding.evidence(), code.cause(), code.remedy());
        }
    }

    /**
     * One way to train.
     *
     * @param bytes estimated memory
     * @param secondsPerEpoch as this node would need on one thread
     * @param fits whether this node gives so much to a training
     */
    record Regime(
            String regime, int batchSize, long stepsPerEpoch, double bytes, double secondsPerEpoch, boolean fits) {}

    static PreflightView of(
            Preflight seen, @Nullable Double expectedLoss, List<Finding> findings, List<Regime> regimes) {
        Verdict verdict = verdict(seen, findings);
        return new PreflightView(
                verdict,
                detail(verdict, findings),
                seen.rows(),
                seen.loss(),
                expectedLoss,
                seen.layers().stream().map(Layer::of).toList(),
                Growth.of(seen),
                findings.stream().map(Found::of).toList(),
                regimes);
    }

    private static Verdict verdict(Preflight seen, List<Finding> findings) {
        boolean serious =
                findings.stream().anyMatch(finding -> finding.code().severity() != FindingCode.Severity.NOTICE);
        double worst = Math.max(beyond(seen.gradientRatio()), beyond(seen.activationRatio()));
        if (serious || worst > SICK || !Double.isFinite(seen.loss())) {
            return Verdict.SICK;
        }
        double predicted = Math.max(beyond(seen.predictedBackward()), beyond(seen.predictedForward()));
        return !findings.isEmpty() || Math.max(worst, predicted) > RISKY ? Verdict.RISKY : Verdict.HEALTHY;
    }

    private static String detail(Verdict verdict, List<Finding> findings) {
        return switch (verdict) {
            case HEALTHY -> "Signals keep their size on their way through the layers and back.";
            case RISKY -> "Signals change their size a hundred times or more over the depth; training may be slow.";
            case SICK ->
                findings.isEmpty()
                        ? "Signals change their size ten thousand times over the depth, or the loss is not finite."
                        : findings.getFirst().code().cause();
        };
    }

    /** By what factor a ratio is away from 1; 1 if it is not known. */
    private static double beyond(double ratio) {
        return Double.isNaN(ratio) ? 1 : Math.max(ratio, 1 / ratio);
    }

    private static @Nullable Double known(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
