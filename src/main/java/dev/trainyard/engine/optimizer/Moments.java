package dev.trainyard.engine.optimizer;

import dev.trainyard.engine.InvalidDefinition;
import java.util.List;

/** What {@link Adam} and {@link AdamW} share: two moving averages that start at 0, and the correction for that. */
final class Moments {
    static final List<String> SLOTS = List.of("m", "v");
    static final List<Double> BETAS = List.of(0.9, 0.999);
    /** base^t is at most e^((base - 1) t), and e^-40 is less than half of the last digit of a number just below 1. */
    private static final double VANISHED = 40;

    private Moments() {}

    static List<Double> checked(List<Double> betas) {
        InvalidDefinition.require(betas.size() == 2, "betas", "two numbers", betas);
        betas.forEach(beta -> Hyperparameters.requireFraction("betas", beta));
        return List.copyOf(betas);
    }

    static float stepSize(double rate, List<Double> betas, long step) {
        return (float) (rate / (1 - power(betas.getFirst(), step)));
    }

    static float rootCorrection(List<Double> betas, long step) {
        return (float) Math.sqrt(1 - power(betas.getLast(), step));
    }

    /** By repeated squaring: a few nanoseconds, and the same bits everywhere. What 1 minus it would not show is 0. */
    private static double power(double base, long exponent) {
        if ((1 - base) * exponent > VANISHED) {
            return 0;
        }
        double power = 1;
        double square = base;
        for (long left = exponent; left != 0; left >>>= 1) {
            power *= (left & 1) == 0 ? 1 : square;
            square *= square;
        }
        return power;
    }
}
