package dev.trainyard.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link Activations} with SIMD: whole registers here, the rest by the scalar kernels. */
final class VectorActivations implements Activations {
    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    private final Activations scalar = new ScalarActivations();

    @Override
    public void relu(float[] x, float[] y, int from, int to) {
        int limit = Lanes.limit(from, to);
        for (int i = from; i < limit; i += LANES) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, i);
            value.blend(0f, value.compare(VectorOperators.LE, 0f)).intoArray(y, i);
        }
        scalar.relu(x, y, limit, to);
    }

    @Override
    public void reluBackward(float[] x, float[] y, float[] dy, float[] dx, int from, int to) {
        int limit = Lanes.limit(from, to);
        for (int i = from; i < limit; i += LANES) {
            VectorMask<Float> on = FloatVector.fromArray(SPECIES, y, i).compare(VectorOperators.GT, 0f);
            FloatVector before = FloatVector.fromArray(SPECIES, dx, i);
            before.blend(before.add(FloatVector.fromArray(SPECIES, dy, i)), on).intoArray(dx, i);
        }
        scalar.reluBackward(x, y, dy, dx, limit, to);
    }

    @Override
    public void leakyRelu(float slope, float[] x, float[] y, int from, int to) {
        int limit = Lanes.limit(from, to);
        for (int i = from; i < limit; i += LANES) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, i);
            value.mul(slope).blend(value, value.compare(VectorOperators.GT, 0f)).intoArray(y, i);
        }
        scalar.leakyRelu(slope, x, y, limit, to);
    }

    @Override
    public void leakyReluBackward(float slope, float[] x, float[] y, float[] dy, float[] dx, int from, int to) {
        FloatVector low = FloatVector.broadcast(SPECIES, slope);
        int limit = Lanes.limit(from, to);
        for (int i = from; i < limit; i += LANES) {
            VectorMask<Float> on = FloatVector.fromArray(SPECIES, x, i).compare(VectorOperators.GT, 0f);
            FloatVector factor = low.blend(1f, on);
            FloatVector.fromArray(SPECIES, dy, i)
                    .fma(factor, FloatVector.fromArray(SPECIES, dx, i))
                    .intoArray(dx, i);
        }
        scalar.leakyReluBackward(slope, x, y, dy, dx, limit, to);
    }

    @Override
    public void elu(float alpha, float[] x, float[] y, int from, int to) {
        int limit = Lanes.limit(from, to);
        for (int i = from; i < limit; i += LANES) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, i);
            FloatVector low = VectorMath.expm1(value).mul(alpha);
            low.blend(value, value.compare(VectorOperators.GT, 0f)).intoArray(y, i);
        }
        scalar.elu(alpha, x, y, limit, to);
    }

    @Override
    public void eluBackward(float alpha, float[] x, float[] y, float[] dy, float[] dx, int from, int to) {
        int limit = Lanes.limit(from, to);
        for (int i = from; i < limit; i += LANES) {
            FloatVector low = FloatVector.fromArray(SPECIES, y, i).add(alpha);
            FloatVector slope =
                    low.blend(1f, FloatVector.fromArray(SPECIES, x, i).compare(VectorOperators.GT, 0f));
            FloatVector.fromArray(SPECIES, dy, i)
                    .fma(slope, FloatVector.fromArray(SPECIES, dx, i))
                    .intoArray(dx, i);
        }
        scalar.eluBackward(alpha, x, y, dy, dx, limit, to);
    }

    @Override
    public void gelu(float[] x, float[] y, int from, int to) {
        int limit = Lanes.limit(from, to);
        for (int i = from; i < limit; i += LANES) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, i);
            value.mul(VectorMath.normalShare(value)).intoArray(y, i);
        }
        scalar.gelu(x, y, limit, to);
    }

    @Override
    public void geluBackward(float[] x, float[] y, float[] dy, float[] dx, int from, int to) {
        int limit = Lanes.limit(from, to);
        for (int i = from; i < limit; i += LANES) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, i);
            FloatVector slope = value.fma(VectorMath.normalDensity(value), VectorMath.normalShare(value));
            FloatVector.fromArray(SPECIES, dy, i)
                    .fma(slope, FloatVector.fromArray(SPECIES, dx, i))
                    .intoArray(dx, i);
        }
        scalar.geluBackward(x, y, dy, dx, limit, to);
    }

    @Override
    public void silu(float[] x, float[] y, int from, int to) {
        int limit = Lanes.limit(from, to);
        for (int i = from; i < limit; i += LANES) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, i);
            value.mul(VectorMath.sigmoid(value)).intoArray(y, i);
        }
        scalar.silu(x, y, limit, to);
    }

    @Override
    public void siluBackward(float[] x, float[] y, float[] dy, float[] dx, int from, int to) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        int limit = Lanes.limit(from, to);
        for (int i = from; i < limit; i += LANES) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, i);
            FloatVector share = VectorMath.sigmoid(value);
            FloatVector slope = share.mul(value.fma(one.sub(share), one));
            FloatVector.fromArray(SPECIES, dy, i)
                    .fma(slope, FloatVector.fromArray(SPECIES, dx, i))
                    .intoArray(dx, i);
        }
        scalar.siluBackward(x, y, dy, dx, limit, to);
    }

    @Override
    public void tanh(float[] x, float[] y, int from, int to) {
        int limit = Lanes.limit(from, to);
        for (int i = from; i < limit; i += LANES) {
            VectorMath.tanh(FloatVector.fromArray(SPECIES, x, i)).intoArray(y, i);
        }
        scalar.tanh(x, y, limit, to);
    }

    @Override
    public void tanhBackward(float[] x, float[] y, float[] dy, float[] dx, int from, int to) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        int limit = Lanes.limit(from, to);
        for (int i = from; i < limit; i += LANES) {
            FloatVector value = FloatVector.fromArray(SPECIES, y, i);
            FloatVector slope = value.neg().fma(value, one);
            FloatVector.fromArray(SPECIES, dy, i)
                    .fma(slope, FloatVector.fromArray(SPECIES, dx, i))
                    .intoArray(dx, i);
        }
        scalar.tanhBackward(x, y, dy, dx, limit, to);
    }

    @Override
    public void sigmoid(float[] x, float[] y, int from, int to) {
        int limit = Lanes.limit(from, to);
        for (int i = from; i < limit; i += LANES) {
            VectorMath.sigmoid(FloatVector.fromArray(SPECIES, x, i)).intoArray(y, i);
        }
        scalar.sigmoid(x, y, limit, to);
    }

    @Override
    public void sigmoidBackward(float[] x, float[] y, float[] dy, float[] dx, int from, int to) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        int limit = Lanes.limit(from, to);
        for (int i = from; i < limit; i += LANES) {
            FloatVector value = FloatVector.fromArray(SPECIES, y, i);
            FloatVector slope = value.mul(one.sub(value));
            FloatVector.fromArray(SPECIES, dy, i)
                    .fma(slope, FloatVector.fromArray(SPECIES, dx, i))
                    .intoArray(dx, i);
        }
        scalar.sigmoidBackward(x, y, dy, dx, limit, to);
    }

    @Override
    public void softplus(float[] x, float[] y, int from, int to) {
        int limit = Lanes.limit(from, to);
        for (int i = from; i < limit; i += LANES) {
            VectorMath.softplus(FloatVector.fromArray(SPECIES, x, i)).intoArray(y, i);
        }
        scalar.softplus(x, y, limit, to);
    }

    @Override
    public void softplusBackward(float[] x, float[] y, float[] dy, float[] dx, int from, int to) {
        int limit = Lanes.limit(from, to);
        for (int i = from; i < limit; i += LANES) {
            FloatVector slope = VectorMath.sigmoid(FloatVector.fromArray(SPECIES, x, i));
            FloatVector.fromArray(SPECIES, dy, i)
                    .fma(slope, FloatVector.fromArray(SPECIES, dx, i))
                    .intoArray(dx, i);
        }
        scalar.softplusBackward(x, y, dy, dx, limit, to);
    }
}
