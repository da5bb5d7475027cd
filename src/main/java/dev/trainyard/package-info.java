/**
 * Trainyard, a backend that trains neural networks on request. Each package directly below is one feature or one
 * foundation; a new feature is a new package here and a line in the graph of {@code ArchitectureTests}.
 */
@NullMarked
package dev.trainyard;

import org.jspecify.annotations.NullMarked;
