/**
 * Losses: what training makes small, composed of operations.
 * Add a loss as one record and one word in a {@code permits} clause.
 */
@NullMarked
package dev.trainyard.engine.loss;

import org.jspecify.annotations.NullMarked;
