/**
 * Diagnoses: rules that read the recorded series of a training and say what is wrong, why, and what to do.
 * Add a rule as one file here, name it in {@link dev.trainyard.engine.inspect.finding.Rule}, and give it a code.
 */
@NullMarked
package dev.trainyard.engine.inspect.finding;

import org.jspecify.annotations.NullMarked;
