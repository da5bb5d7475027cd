package dev.trainyard.engine.kernel;

/** Plans products whose operands are found through tables. */
public interface GatheredMatmuls {

    GatheredMatmul plan(GatheredShape shape);

    /** Bytes that a plan of this shape holds, found without planning it: at the least the loaded matrix and its bias. */
    default long scratchBytes(GatheredShape shape) {
        return shape.m() * (shape.k() + 1L) * Float.BYTES;
    }
}
