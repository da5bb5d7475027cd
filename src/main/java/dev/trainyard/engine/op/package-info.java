/**
 * Every differentiable operation, its forward and its derivative side by side in one file.
 * Add an operation as one file; the gradient check finds it by itself and fails while its derivative is wrong.
 */
@NullMarked
package dev.trainyard.engine.op;

import org.jspecify.annotations.NullMarked;
