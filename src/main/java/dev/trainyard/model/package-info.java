/**
 * Model definitions: checked, with shapes, parameter counts and a memory estimate before anything runs.
 * Add a rule about whole definitions here; a new layer goes to the engine.
 */
@NullMarked
package dev.trainyard.model;

import org.jspecify.annotations.NullMarked;
