package dev.trainyard.engine.graph;

import dev.trainyard.engine.kernel.Epilogue;
import dev.trainyard.engine.kernel.GatheredMatmul;
import dev.trainyard.engine.kernel.GatheredShape;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Matmul;
import dev.trainyard.engine.kernel.MatmulShape;
import dev.trainyard.engine.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** The place of one operation in an execution: its buffers, at least as long as needed, and all it may ask for. */
public interface Site {

    /** Values of an input: {@code [rows, ...shape]}, or the parameter itself. */
    float[] input(int index);

    /** Gradient of an input, null when nobody needs it. */
    float @Nullable [] inputGradient(int index);

    /** Whether the gradient already holds other contributions, to be added to; see {@link Op#overwrites}. */
    boolean accumulates(int index);

    /** Where forward writes. */
    float[] output();

    /** What backward reads; it may be used as scratch memory, since nobody reads it afterwards. Empty in inference. */
    float[] outputGradient();

    /** Number of inputs. */
    int inputs();

    /** Shape of an input, without the batch. */
    Shape inputShape(int index);

    /** Shape of the output, without the batch. */
    Shape outputShape();

    /** The most rows a step can have. */
    int capacity();

    /** Into how many parts work should be cut that workers do each for themselves. Never decides a bit of the result. */
    int parts();

    /** Whether backward will be called. */
    boolean training();

    /** Memory of this operation alone, kept from forward to backward. */
    float[] saved(long floats);

    /** Memory shared with other operations: its contents are lost after each call. Distinct for each request of a site. */
    float[] scratch(long floats);

    /** Plans a matrix product; its packing memory counts as this execution's. */
    Matmul matmul(MatmulShape shape, Epilogue epilogue);

    /** Plans products whose operands are found through tables; their memory counts as this execution's. */
    GatheredMatmul matmul(GatheredShape shape);

    /** The kernels to compute with. */
    Kernels kernels();

    /** Position in the graph, mixed into the keys of randomness. */
    int id();
}
