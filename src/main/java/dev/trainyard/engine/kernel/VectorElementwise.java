package dev.trainyard.engine.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link Elementwise} with SIMD: whole registers here, the rest by the scalar kernels. */
final class VectorElementwise implements Elementwise {
    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    private final Elementwise scalar = new ScalarElementwise();

    @Override
    public void add(float[] x, float[] y, float[] out, int from, int to) {
        int limit = Lanes.limit(from, to);
        for (int i = from; i < limit; i += LANES) {
            FloatVector.fromArray(SPECIES, x, i)
                    .add(FloatVector.fromArray(SPECIES, y, i))
                    .intoArray(out, i);
        }
        scalar.add(x, y, out, limit, to);
    }

    @Override
    public void subtract(float[] x, float[] y, float[] out, int from, int to) {
        int limit = Lanes.limit(from, to);
        for (int i = from; i < limit; i += LANES) {
            FloatVector.fromArray(SPECIES, x, i)
                    .sub(FloatVector.fromArray(SPECIES, y, i))
                    .intoArray(out, i);
        }
        scalar.subtract(x, y, out, limit, to);
    }

    @Override
    public void multiply(float[] x, float[] y, float[] out, int from, int to) {
        int limit = Lanes.limit(from, to);
        for (int i = from; i < limit; i += LANES) {
            FloatVector.fromArray(SPECIES, x, i)
                    .mul(FloatVector.fromArray(SPECIES, y, i))
                    .intoArray(out, i);
        }
        scalar.multiply(x, y, out, limit, to);
    }

    @Override
    public void divide(float[] x, float[] y, float[] out, int from, int to) {
        int limit = Lanes.limit(from, to);
        for (int i = from; i < limit; i += LANES) {
            FloatVector.fromArray(SPECIES, x, i)
                    .div(FloatVector.fromArray(SPECIES, y, i))
                    .intoArray(out, i);
        }
        scalar.divide(x, y, out, limit, to);
    }

    @Override
    public void scale(float a, float[] x, float[] out, int from, int to) {
        int limit = Lanes.limit(from, to);
        for (int i = from; i < limit; i += LANES) {
            FloatVector.fromArray(SPECIES, x, i).mul(a).intoArray(out, i);
        }
        scalar.scale(a, x, out, limit, to);
    }

    @Override
    public void axpy(float a, float[] x, float[] y, int from, int to) {
        FloatVector factor = FloatVector.broadcast(SPECIES, a);
        int limit = Lanes.limit(from, to);
        for (int i = from; i < limit; i += LANES) {
            FloatVector.fromArray(SPECIES, x, i)
                    .fma(factor, FloatVector.fromArray(SPECIES, y, i))
                    .intoArray(y, i);
        }
        scalar.axpy(a, x, y, limit, to);
    }

    @Override
    public void multiplyAdd(float[] x, float[] y, float[] out, int from, int to) {
        int limit = Lanes.limit(from, to);
        for (int i = from; i < limit; i += LANES) {
            FloatVector.fromArray(SPECIES, x, i)
                    .fma(FloatVector.fromArray(SPECIES, y, i), FloatVector.fromArray(SPECIES, out, i))
                    .intoArray(out, i);
        }
        scalar.multiplyAdd(x, y, out, limit, to);
    }

    @Override
    public void sqrt(float[] x, float[] out, int from, int to) {
        int limit = Lanes.limit(from, to);
        for (int i = from; i < limit; i += LANES) {
            FloatVector.fromArray(SPECIES, x, i).sqrt().intoArray(out, i);
        }
        scalar.sqrt(x, out, limit, to);
    }

    @Override
    public void clamp(float minimum, float maximum, float[] x, float[] out, int from, int to) {
        int limit = Lanes.limit(from, to);
        for (int i = from; i < limit; i += LANES) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, i);
            value = value.blend(minimum, value.compare(VectorOperators.LT, minimum));
            value.blend(maximum, value.compare(VectorOperators.GT, maximum)).intoArray(out, i);
        }
        scalar.clamp(minimum, maximum, x, out, limit, to);
    }

    @Override
    public void exp(float[] x, float[] out, int from, int to) {
        int limit = Lanes.limit(from, to);
        MathLoops.exp(x, out, from, limit);
        scalar.exp(x, out, limit, to);
    }

    @Override
    public void log(float[] x, float[] out, int from, int to) {
        int limit = Lanes.limit(from, to);
        MathLoops.log(x, out, from, limit);
        scalar.log(x, out, limit, to);
    }

    @Override
    public void fill(float value, float[] out, int from, int to) {
        Arrays.fill(out, from, to, value);
    }

    @Override
    public void dropout(long key, float keep, float[] x, float[] out, int from, int to) {
        int start = wholeBlocks(from, to);
        int limit = start + (to - start) / DropLoops.ELEMENTS * DropLoops.ELEMENTS;
        scalar.dropout(key, keep, x, out, from, start);
        DropLoops.drop(key, keep, x, out, start, limit, false);
        scalar.dropout(key, keep, x, out, limit, to);
    }

    @Override
    public void dropoutBackward(long key, float keep, float[] dy, float[] dx, int from, int to) {
        int start = wholeBlocks(from, to);
        int limit = start + (to - start) / DropLoops.ELEMENTS * DropLoops.ELEMENTS;
        scalar.dropoutBackward(key, keep, dy, dx, from, start);
        DropLoops.drop(key, keep, dy, dx, start, limit, true);
        scalar.dropoutBackward(key, keep, dy, dx, limit, to);
    }

    /** Where the first whole block of random words starts. */
    private static int wholeBlocks(int from, int to) {
        return Math.min(to, Math.ceilDiv(from, 4) * 4);
    }
}
