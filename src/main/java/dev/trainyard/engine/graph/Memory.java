package dev.trainyard.engine.graph;

import dev.trainyard.engine.kernel.Epilogue;
import dev.trainyard.engine.kernel.GatheredMatmul;
import dev.trainyard.engine.kernel.GatheredShape;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Matmul;
import dev.trainyard.engine.kernel.MatmulShape;
import java.util.ArrayList;
import java.util.List;

/** Gives out the memory of one execution. A rehearsal counts what would be given out and hands out nothing. */
sealed interface Memory {

    /** How far kernels like to read beyond the end of a matrix; its array is that much longer. */
    int REACH = 32;

    float[] floats(long count);

    /** The shared array that serves the {@code request}-th scratch request of every site. */
    float[] scratch(int request, long floats);

    Matmul matmul(MatmulShape shape, Epilogue epilogue);

    GatheredMatmul matmul(GatheredShape shape);

    /** Counts bytes and the largest scratch of each request. */
    final class Rehearsal implements Memory {

        private static final float[] NOTHING = {};
        private final Kernels kernels;
        private final List<Long> scratch = new ArrayList<>();
        private long bytes;

        Rehearsal(Kernels kernels) {
            this.kernels = kernels;
        }

        @Override
        public float[] floats(long count) {
            add(Math.multiplyExact(count, (long) Float.BYTES));
            return NOTHING;
        }

        @Override
        public float[] scratch(int request, long floats) {
            while (scratch.size() <= request) {
                scratch.add(0L);
            }
            scratch.set(request, Math.max(scratch.get(request), Math.addExact(floats, REACH)));
            return NOTHING;
        }

        @Override
        public Matmul matmul(MatmulShape shape, Epilogue epilogue) {
            add(kernels.matmuls().scratchBytes(shape));
            return new Unplanned();
        }

        @Override
        public GatheredMatmul matmul(GatheredShape shape) {
            add(kernels.gatheredMatmuls().scratchBytes(shape));
            return new Unplanned();
        }

        private void add(long more) {
            bytes = Math.addExact(bytes, more);
        }

        long bytes() {
            long sum = bytes;
            for (long floats : scratch) {
                sum = Math.addExact(sum, Math.multiplyExact(floats, (long) Float.BYTES));
            }
            return sum;
        }

        Real real() {
            return new Real(kernels, scratch.stream().map(Real::array).toList());
        }
    }

    /** Allocates. */
    record Real(Kernels kernels, List<float[]> scratches) implements Memory {

        @Override
        public float[] floats(long count) {
            return array(count);
        }

        @Override
        public float[] scratch(int request, long floats) {
            return scratches.get(request);
        }

        @Override
        public Matmul matmul(MatmulShape shape, Epilogue epilogue) {
            return kernels.matmuls().plan(shape, epilogue);
        }

        @Override
        public GatheredMatmul matmul(GatheredShape shape) {
            return kernels.gatheredMatmuls().plan(shape);
        }

        private static float[] array(long count) {
            return new float[Math.toIntExact(count)];
        }
    }
}
