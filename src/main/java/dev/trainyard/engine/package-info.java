/**
 * The numeric engine: tensors, differentiable graphs and training in plain Java, without Spring, JPA, JSON or logging.
 * Add to a package below; directly here stands only what every part of the engine needs.
 */
@NullMarked
package dev.trainyard.engine;

import org.jspecify.annotations.NullMarked;
