package dev.trainyard.engine.train;

import static dev.trainyard.engine.InvalidDefinition.require;

import org.jspecify.annotations.Nullable;

/**
 * Limits on the gradient of a step, as {@code clip_grad_norm_} and {@code clip_grad_value_} in PyTorch; the value first if
 * both are given.
 *
 * @param norm largest Euclidean norm over all parameters; a larger gradient is scaled down; null for no limit
 * @param value largest |g| of each element; null for no limit
 */
public record Clipping(@Nullable Double norm, @Nullable Double value) {
    /** No limits. */
    public Clipping() {
        this(null, null);
    }

    /** Throws {@link dev.trainyard.engine.InvalidDefinition}. */
    public Clipping {
        require(norm == null || (norm > 0 && Double.isFinite(norm)), "norm", "a positive number", String.valueOf(norm));
        require(
                value == null || (value > 0 && Double.isFinite(value)),
                "value",
                "a positive number",
                String.valueOf(value));
    }
}
