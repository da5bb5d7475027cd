package dev.trainyard.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.trainyard.engine.inspect.LayerFlow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One layer in one sampled step as it travels; what has no meaning for the layer is left out. Terms as in {@link LayerFlow}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LayerPoint(
        String layer,
        int place,
        int epoch,
        long step,
        @Nullable Double weightNorm,
        @Nullable Double gradientNorm,
        @Nullable Double gradientRms,
        @Nullable Double signalNorm,
        @Nullable Double updateNorm,
        @Nullable Double updateRatio,
        @Nullable Double activationMean,
        @Nullable Double activationDeviation,
        @Nullable Double deadFraction,
        @Nullable Double saturatedFraction,
        long nonFinite,
        Instant time) {

    /** The numbers as the engine has them, NaN standing for none. */
    LayerFlow flow() {
        return new LayerFlow(
                layer,
                orNaN(weightNorm),
                orNaN(gradientNorm),
                orNaN(gradientRms),
                orNaN(signalNorm),
                orNaN(updateNorm),
                orNaN(updateRatio),
                orNaN(activationMean),
                orNaN(activationDeviation),
                orNaN(deadFraction),
                orNaN(saturatedFraction),
                nonFinite);
    }

    private static double orNaN(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }
}
