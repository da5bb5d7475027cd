/**
 * Layers as records: the record is the model definition, and applying it only composes operations.
 * Add a layer as one record and one word in a {@code permits} clause; it never holds backward code.
 */
@NullMarked
package dev.trainyard.engine.layer;

import org.jspecify.annotations.NullMarked;
