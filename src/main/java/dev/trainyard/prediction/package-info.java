/**
 * Trained networks in use: loaded, kept while they are asked for, predicting and being evaluated.
 * Add what reads a checkpoint and answers from it; nothing here changes a job.
 */
@NullMarked
package dev.trainyard.prediction;

import org.jspecify.annotations.NullMarked;
