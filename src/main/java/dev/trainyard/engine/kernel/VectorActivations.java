package dev.trainyard.engine.kernel;

import static dev.trainyard.engine.kernel.VectorConstants.ONE;
import static dev.trainyard.engine.kernel.VectorConstants.ZERO;

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
            value.blend(ZERO, value.compare(VectorOperators.LE, ZERO)).intoArray(y, i);
        }
        scalar.relu(x, y, limit, to);
    }

    @Override
    public void reluBackward(float[] x, float[] y, float[] dy, float[] dx, int from, int to) {
        int limit = Lanes.limit(from, to);
        for (int i = from; i < limit; i += LANES) {
            VectorMask<Float> on = FloatVector.fromArray(SPECIES, y, i).compare(VectorOperators.GT, ZERO);
            FloatVector before = FloatVector.fromArray(SPECIES, dx, i);
            before.blend(before.add(FloatVector.fromArray(SPECIES, dy, i)), on).intoArray(dx, i);
        }
        scalar.reluBackward(x, y, dy, dx, limit, to);
    }

    @Override
    public void reluGradient(float[] y, float[] dy, float[] dz, int from, int to) {
        int limit = Lanes.limit(from, to);
        for (int i = from; i < limit; i += LANES) {
            VectorMask<Float> on = FloatVector.fromArray(SPECIES, y, i).compare(VectorOperators.GT, ZERO);
            ZERO.blend(FloatVector.fromArray(SPECIES, dy, i).add(ZERO), on).intoArray(dz, i);
        }
        scalar.reluGradient(y, dy, dz, limit, to);
    }

    @Override
    public void leakyRelu(float slope, float[] x, float[] y, int from, int to) {
        int limit = Lanes.limit(from, to);
        for (int i = from; i < limit; i += LANES) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, i);
            value.mul(slope)
                    .blend(value, value.compare(VectorOperators.GT, ZERO))
                    .intoArray(y, i);
        }
        scalar.leakyRelu(slope, x, y, limit, to);
    }

    @Override
    public void leakyReluBackward(float slope, float[] x, float[] y, float[] dy, float[] dx, int from, int to) {
        FloatVector low = FloatVector.broadcast(SPECIES, slope);
        int limit = Lanes.limit(from, to);
        for (int i = from; i < limit; i += LANES) {
            VectorMask<Float> on = FloatVector.fromArray(SPECIES, x, i).compare(VectorOperators.GT, ZERO);
            FloatVector factor = low.blend(ONE, on);
            FloatVector.fromArray(SPECIES, dy, i)
                    .fma(factor, FloatVector.fromArray(SPECIES, dx, i))
                    .intoArray(dx, i);
        }
        scalar.leakyReluBackward(slope, x, y, dy, dx, limit, to);
    }

    @Override
    public void elu(float alpha, float[] x, float[] y, int from, int to) {
        int limit = Lanes.limit(from, to);
        MathLoops.elu(alpha, x, y, from, limit);
        scalar.elu(alpha, x, y, limit, to);
    }

    @Override
    public void eluBackward(float alpha, float[] x, float[] y, float[] dy, float[] dx, int from, int to) {
        int limit = Lanes.limit(from, to);
        for (int i = from; i < limit; i += LANES) {
            FloatVector low = FloatVector.fromArray(SPECIES, y, i).add(alpha);
            FloatVector slope =
                    low.blend(ONE, FloatVector.fromArray(SPECIES, x, i).compare(VectorOperators.GT, ZERO));
            FloatVector.fromArray(SPECIES, dy, i)
                    .fma(slope, FloatVector.fromArray(SPECIES, dx, i))
                    .intoArray(dx, i);
        }
        scalar.eluBackward(alpha, x, y, dy, dx, limit, to);
    }

    @Override
    public void gelu(float[] x, float[] y, int from, int to) {
        int limit = Lanes.limit(from, to);
        GateLoops.gelu(x, y, from, limit);
        scalar.gelu(x, y, limit, to);
    }

    @Override
    public void geluBackward(float[] x, float[] y, float[] dy, float[] dx, int from, int to) {
        int limit = Lanes.limit(from, to);
        GateLoops.addGeluShares(x, dy, dx, from, limit);
        GateLoops.addGeluDensities(x, dy, dx, from, limit);
        scalar.geluBackward(x, y, dy, dx, limit, to);
    }

    @Override
    public void silu(float[] x, float[] y, int from, int to) {
        int limit = Lanes.limit(from, to);
        GateLoops.silu(x, y, from, limit);
        scalar.silu(x, y, limit, to);
    }

    @Override
    public void siluBackward(float[] x, float[] y, float[] dy, float[] dx, int from, int to) {
        int limit = Lanes.limit(from, to);
        GateLoops.siluBackward(x, dy, dx, from, limit);
        scalar.siluBackward(x, y, dy, dx, limit, to);
    }

    @Override
    public void tanh(float[] x, float[] y, int from, int to) {
        int limit = Lanes.limit(from, to);
        MathLoops.tanh(x, y, from, limit);
        scalar.tanh(x, y, limit, to);
    }

    @Override
    public void tanhBackward(float[] x, float[] y, float[] dy, float[] dx, int from, int to) {
        int limit = Lanes.limit(from, to);
        for (int i = from; i < limit; i += LANES) {
            FloatVector value = FloatVector.fromArray(SPECIES, y, i);
            FloatVector slope = value.neg().fma(value, ONE);
            FloatVector.fromArray(SPECIES, dy, i)
                    .fma(slope, FloatVector.fromArray(SPECIES, dx, i))
                    .intoArray(dx, i);
        }
        scalar.tanhBackward(x, y, dy, dx, limit, to);
    }

    @Override
    public void sigmoid(float[] x, float[] y, int from, int to) {
        int limit = Lanes.limit(from, to);
        MathLoops.sigmoid(x, y, from, limit);
        scalar.sigmoid(x, y, limit, to);
    }

    @Override
    public void sigmoidBackward(float[] x, float[] y, float[] dy, float[] dx, int from, int to) {
        int limit = Lanes.limit(from, to);
        for (int i = from; i < limit; i += LANES) {
            FloatVector value = FloatVector.fromArray(SPECIES, y, i);
            FloatVector slope = value.mul(ONE.sub(value));
            FloatVector.fromArray(SPECIES, dy, i)
                    .fma(slope, FloatVector.fromArray(SPECIES, dx, i))
                    .intoArray(dx, i);
        }
        scalar.sigmoidBackward(x, y, dy, dx, limit, to);
    }

    @Override
    public void softplus(float[] x, float[] y, int from, int to) {
        int limit = Lanes.limit(from, to);
        MathLoops.softplus(x, y, from, limit);
        scalar.softplus(x, y, limit, to);
    }

    @Override
    public void softplusBackward(float[] x, float[] y, float[] dy, float[] dx, int from, int to) {
        int limit = Lanes.limit(from, to);
        GateLoops.softplusBackward(x, dy, dx, from, limit);
        scalar.softplusBackward(x, y, dy, dx, limit, to);
    }
}
