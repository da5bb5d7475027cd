/**
 * Initializers: the first values of parameters, drawn from the seed, the parameter's name and the index alone.
 * Add an initializer as one record with its formula and its paper.
 */
@NullMarked
package dev.trainyard.engine.initializer;

import org.jspecify.annotations.NullMarked;
