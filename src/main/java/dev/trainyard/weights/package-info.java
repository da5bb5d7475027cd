/**
 * Named tensors to and from bytes: checkpoints, safetensors and ONNX.
 * Add an exchange format as one file; a stored format keeps a file of its old version that must still load.
 */
@NullMarked
package dev.trainyard.weights;

import org.jspecify.annotations.NullMarked;
