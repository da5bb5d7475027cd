/**
 * Jobs from submission to the end: the queue, its workers, the run, and its metrics, events and checkpoints.
 * Add a change of status only in the one class that moves states, and every write of a run under its fence.
 */
@NullMarked
package dev.trainyard.training;

import org.jspecify.annotations.NullMarked;
