/**
 * Optimizers as immutable records of hyperparameters; their state lives outside them in named slots.
 * Add an optimizer as one record that says its defaults once, its slots and its update.
 */
@NullMarked
package dev.trainyard.engine.optimizer;

import org.jspecify.annotations.NullMarked;
