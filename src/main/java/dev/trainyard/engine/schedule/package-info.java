/**
 * Learning-rate schedules: pure functions from the step to a factor of the learning rate.
 * Add a schedule as one record with its formula.
 */
@NullMarked
package dev.trainyard.engine.schedule;

import org.jspecify.annotations.NullMarked;
