/**
 * The graph of a computation and its compilation to a flat list of steps that allocates nothing when it runs.
 * Add a compile step, such as a fusion, here; a new operation goes to its own package.
 */
@NullMarked
package dev.trainyard.engine.graph;

import org.jspecify.annotations.NullMarked;
