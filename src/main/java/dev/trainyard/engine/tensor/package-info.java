/**
 * Shapes and the tensors that have them: names and views for memory that someone else planned.
 * Add a view or a shape rule here; arithmetic belongs to the kernels and operations.
 */
@NullMarked
package dev.trainyard.engine.tensor;

import org.jspecify.annotations.NullMarked;
