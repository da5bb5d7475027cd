/**
 * Metrics: what tells people how good a network is, without influence on its training.
 * Add a metric as one file that gathers over batches and answers one number.
 */
@NullMarked
package dev.trainyard.engine.metric;

import org.jspecify.annotations.NullMarked;
