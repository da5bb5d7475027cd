package dev.trainyard.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.trainyard.engine.inspect.FlowSample;
import dev.trainyard.engine.inspect.LayerFlow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a sampled step as it happens, to three digits; everything is in {@code …/layers}.
 *
 * @param firstToLast ratio of the first layer's gradient to the last one's; left out without two layers
 * @param layers the first {@value #MOST} of them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LayerEvent(
        int epoch,
        long step,
        double loss,
        double learningRate,
        double gradientNorm,
        double clipRate,
        @Nullable Double firstToLast,
        List<Layer> layers) {
    private static final int MOST = 30;
    private static final double DIGITS = 3;

    /** One layer of it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Layer(
            String layer,
            @Nullable Double weightNorm,
            @Nullable Double gradientNorm,
            @Nullable Double gradientRms,
            @Nullable Double updateRatio,
            @Nullable Double activationDeviation,
            @Nullable Double deadFraction,
            @Nullable Double saturatedFraction) {

        static Layer of(LayerFlow flow) {
            return new Layer(
                    flow.layer(),
                    rounded(flow.weightNorm()),
                    rounded(flow.gradientNorm()),
                    rounded(flow.gradientRms()),
                    rounded(flow.updateRatio()),
                    rounded(flow.activationDeviation()),
                    rounded(flow.deadFraction()),
                    rounded(flow.saturatedFraction()));
        }
    }

    static LayerEvent of(FlowSample sample) {
        return new LayerEvent(
                sample.epoch(),
                sample.step(),
                sample.loss(),
                sample.rate(),
                sample.gradientNorm(),
                sample.clipRate(),
                rounded(sample.firstToLast()),
                sample.layers().stream().limit(MOST).map(Layer::of).toList());
    }

    private static @Nullable Double rounded(double value) {
        if (Double.isNaN(value)) {
            return null;
        }
        if (value == 0 || Double.isInfinite(value)) {
            return value;
        }
        double unit = Math.pow(10, DIGITS - 1 - Math.floor(Math.log10(Math.abs(value))));
        return Double.isInfinite(unit) ? value : Math.round(value * unit) / unit;
    }
}
