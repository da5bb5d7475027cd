/**
 * Examples on their way into a network: splits, batches, and the encoders fitted on the training split only.
 * Add an encoding of a column here; reading file formats belongs to the datasets.
 */
@NullMarked
package dev.trainyard.engine.data;

import org.jspecify.annotations.NullMarked;
