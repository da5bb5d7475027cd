package dev.trainyard.engine.optimizer;

import dev.trainyard.engine.InvalidDefinition;

/** The ranges that hyperparameters share; each throws {@link InvalidDefinition} outside of its range. */
final class Hyperparameters {
    private Hyperparameters() {}

    static void requirePositive(String field, double value) {
        InvalidDefinition.require(value > 0 && Double.isFinite(value), field, "a positive number", value);
    }

    static void requireDecay(String field, double value) {
        InvalidDefinition.require(value >= 0 && Double.isFinite(value), field, "a number of at least 0", value);
    }

    static void requireFraction(String field, double value) {
        InvalidDefinition.require(value >= 0 && value < 1, field, "a number from 0 to below 1", value);
    }
}
