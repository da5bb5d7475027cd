package dev.trainyard.engine.inspect;

/**
 * Singular values of one weight matrix [rows, columns]; a convolution's kernel is [out, in × height × width].
 *
 * @param parameter name of the weight
 * @param largest σ₁, how much the layer can amplify
 * @param smallest the smallest of min(rows, columns); an upper bound of it unless {@code exact}
 * @param condition largest / smallest
 * @param stableRank Σσ² / σ₁²: how many directions really count
 * @param exact whether all singular values were taken into account
 */
public record Spectrum(
        String parameter,
        int rows,
        int columns,
        double largest,
        double smallest,
        double condition,
        double stableRank,
        boolean exact) {}
