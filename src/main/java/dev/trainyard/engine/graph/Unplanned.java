package dev.trainyard.engine.graph;

import dev.trainyard.engine.kernel.GatheredMatmul;
import dev.trainyard.engine.kernel.Matmul;
import dev.trainyard.engine.kernel.Worker;

/** Stands for a matrix product while memory is only counted; it must never run. */
record Unplanned() implements Matmul, GatheredMatmul {

    @Override
    public void run(float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset, int rows, Worker worker) {
        throw counted();
    }

    @Override
    public void load(float[] a, int aOffset, int biasOffset) {
        throw counted();
    }

    @Override
    public void run(float[] b, int bOffset, float[] c, int cOffset) {
        throw counted();
    }

    private static IllegalStateException counted() {
        return new IllegalStateException("this matrix product was only counted, not planned");
    }

    @Override
    public long scratchBytes() {
        return 0;
    }
}
