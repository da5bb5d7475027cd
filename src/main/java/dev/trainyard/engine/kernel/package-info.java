/**
 * The primitive loops over floats, each once in plain Java as the reference and once with SIMD, equal bit for bit.
 * Add a primitive to both, and to the test that compares them at awkward sizes.
 */
@NullMarked
package dev.trainyard.engine.kernel;

import org.jspecify.annotations.NullMarked;
