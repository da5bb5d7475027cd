package dev.trainyard.engine.graph;

import dev.trainyard.engine.kernel.Matmul;
import dev.trainyard.engine.kernel.Worker;

/** Stands for a matrix product while memory is only counted; it must never run. */
record Unplanned() implements Matmul {

    @Override
    public void run(float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset, int rows, Worker worker) {
        throw new IllegalStateException("this matrix product was only counted, not planned");
    }

    @Override
    public long scratchBytes() {
        return 0;
    }
}
