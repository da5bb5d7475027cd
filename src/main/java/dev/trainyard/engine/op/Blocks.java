package dev.trainyard.engine.op;

import dev.trainyard.engine.kernel.Worker;

/** Runs of {@code length} floats at regular distances: number r starts at {@code offset + r · stride}. */
record Blocks(int offset, int stride, int length) {

    /** Copies the runs of one array to those of another; each worker takes some. */
    void copy(float[] from, float[] to, Blocks target, int runs, Worker worker) {
        for (int run = worker.from(runs); run < worker.to(runs); run++) {
            System.arraycopy(from, offset + run * stride, to, target.offset + run * target.stride, length);
        }
    }

    /** Adds the runs of one array to those of another; each worker takes some. */
    void add(float[] from, float[] to, Blocks target, int runs, Worker worker) {
        for (int run = worker.from(runs); run < worker.to(runs); run++) {
            int start = offset + run * stride;
            int targetStart = target.offset + run * target.stride;
            for (int i = 0; i < length; i++) {
                to[targetStart + i] += from[start + i];
            }
        }
    }
}
