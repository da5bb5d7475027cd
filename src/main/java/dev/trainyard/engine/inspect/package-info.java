/**
 * Looking into a network: gradient flow, spectra, the gradient check, and findings with evidence and remedy.
 * Add a finding as one file that says its evidence and what to do about it.
 */
@NullMarked
package dev.trainyard.engine.inspect;

import org.jspecify.annotations.NullMarked;
