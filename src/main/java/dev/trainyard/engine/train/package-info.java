/**
 * Training: a network, its plan, the loop, and the state that decides the next byte.
 * Add a rule of the loop, such as a way to stop, here; whatever it counts becomes part of the state.
 */
@NullMarked
package dev.trainyard.engine.train;

import org.jspecify.annotations.NullMarked;
