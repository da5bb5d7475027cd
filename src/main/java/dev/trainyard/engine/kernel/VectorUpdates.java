package dev.trainyard.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/** {@link Updates} with SIMD: whole registers here, the rest by the scalar kernels. */
final class VectorUpdates implements Updates {
    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    private final Updates scalar = new ScalarUpdates();

    @Override
    public void sgd(float rate, float weightDecay, float[] w, float[] g, int from, int to) {
        FloatVector decay = FloatVector.broadcast(SPECIES, weightDecay);
        FloatVector step = FloatVector.broadcast(SPECIES, -rate);
        int limit = Lanes.limit(from, to);
        for (int i = from; i < limit; i += LANES) {
            FloatVector weight = FloatVector.fromArray(SPECIES, w, i);
            FloatVector gradient = decay.fma(weight, FloatVector.fromArray(SPECIES, g, i));
            step.fma(gradient, weight).intoArray(w, i);
        }
        scalar.sgd(rate, weightDecay, w, g, limit, to);
    }

    @Override
    public void momentum(
            float rate,
            float momentum,
            float dampening,
            float weightDecay,
            boolean nesterov,
            float[] w,
            float[] g,
            float[] velocity,
            int from,
            int to) {
        FloatVector decay = FloatVector.broadcast(SPECIES, weightDecay);
        FloatVector step = FloatVector.broadcast(SPECIES, -rate);
        FloatVector keep = FloatVector.broadcast(SPECIES, momentum);
        float share = 1f - dampening;
        int limit = Lanes.limit(from, to);
        for (int i = from; i < limit; i += LANES) {
            FloatVector weight = FloatVector.fromArray(SPECIES, w, i);
            FloatVector gradient = decay.fma(weight, FloatVector.fromArray(SPECIES, g, i));
            FloatVector moving = keep.fma(FloatVector.fromArray(SPECIES, velocity, i), gradient.mul(share));
            moving.intoArray(velocity, i);
            FloatVector direction = nesterov ? keep.fma(moving, gradient) : moving;
            step.fma(direction, weight).intoArray(w, i);
        }
        scalar.momentum(rate, momentum, dampening, weightDecay, nesterov, w, g, velocity, limit, to);
    }

    @Override
    public void adam(
            float stepSize,
            float rootCorrection,
            float beta1,
            float beta2,
            float epsilon,
            float weightDecay,
            float[] w,
            float[] g,
            float[] m,
            float[] v,
            int from,
            int to) {
        FloatVector decay = FloatVector.broadcast(SPECIES, weightDecay);
        FloatVector step = FloatVector.broadcast(SPECIES, -stepSize);
        FloatVector share = FloatVector.broadcast(SPECIES, 1f - beta1);
        boolean settled = rootCorrection == 1;
        int limit = Lanes.limit(from, to);
        for (int i = from; i < limit; i += LANES) {
            FloatVector weight = FloatVector.fromArray(SPECIES, w, i);
            FloatVector gradient = decay.fma(weight, FloatVector.fromArray(SPECIES, g, i));
            FloatVector first = FloatVector.fromArray(SPECIES, m, i);
            first = share.fma(gradient.sub(first), first);
            first.intoArray(m, i);
            FloatVector second = gradient.mul(1f - beta2)
                    .fma(gradient, FloatVector.fromArray(SPECIES, v, i).mul(beta2));
            second.intoArray(v, i);
            FloatVector root = second.sqrt();
            FloatVector deviation = (settled ? root : root.div(rootCorrection)).add(epsilon);
            step.fma(first.div(deviation), weight).intoArray(w, i);
        }
        scalar.adam(stepSize, rootCorrection, beta1, beta2, epsilon, weightDecay, w, g, m, v, limit, to);
    }

    @Override
    public void adamW(
            float stepSize,
            float rootCorrection,
            float beta1,
            float beta2,
            float epsilon,
            float shrink,
            float[] w,
            float[] g,
            float[] m,
            float[] v,
            int from,
            int to) {
        FloatVector step = FloatVector.broadcast(SPECIES, -stepSize);
        FloatVector share = FloatVector.broadcast(SPECIES, 1f - beta1);
        boolean settled = rootCorrection == 1;
        int limit = Lanes.limit(from, to);
        for (int i = from; i < limit; i += LANES) {
            FloatVector gradient = FloatVector.fromArray(SPECIES, g, i);
            FloatVector first = FloatVector.fromArray(SPECIES, m, i);
            first = share.fma(gradient.sub(first), first);
            first.intoArray(m, i);
            FloatVector second = gradient.mul(1f - beta2)
                    .fma(gradient, FloatVector.fromArray(SPECIES, v, i).mul(beta2));
            second.intoArray(v, i);
            FloatVector root = second.sqrt();
            FloatVector deviation = (settled ? root : root.div(rootCorrection)).add(epsilon);
            FloatVector weight = FloatVector.fromArray(SPECIES, w, i).mul(shrink);
            step.fma(first.div(deviation), weight).intoArray(w, i);
        }
        scalar.adamW(stepSize, rootCorrection, beta1, beta2, epsilon, shrink, w, g, m, v, limit, to);
    }

    @Override
    public void rmsProp(
            float rate,
            float alpha,
            float epsilon,
            float momentum,
            float weightDecay,
            float[] w,
            float[] g,
            float[] square,
            float @Nullable [] average,
            float @Nullable [] velocity,
            int from,
            int to) {
        int limit = Lanes.limit(from, to);
        FloatVector decay = FloatVector.broadcast(SPECIES, weightDecay);
        FloatVector step = FloatVector.broadcast(SPECIES, -rate);
        FloatVector share = FloatVector.broadcast(SPECIES, 1f - alpha);
        FloatVector keep = FloatVector.broadcast(SPECIES, momentum);
        for (int i = from; i < limit; i += LANES) {
            FloatVector weight = FloatVector.fromArray(SPECIES, w, i);
            FloatVector gradient = decay.fma(weight, FloatVector.fromArray(SPECIES, g, i));
            FloatVector old = FloatVector.fromArray(SPECIES, square, i).mul(alpha);
            FloatVector variance = gradient.mul(1f - alpha).fma(gradient, old);
            variance.intoArray(square, i);
            if (average != null) {
                FloatVector mean = FloatVector.fromArray(SPECIES, average, i);
                mean = share.fma(gradient.sub(mean), mean);
                mean.intoArray(average, i);
                variance = mean.neg().fma(mean, variance);
            }
            FloatVector direction = gradient.div(variance.sqrt().add(epsilon));
            if (velocity != null) {
                direction = keep.fma(FloatVector.fromArray(SPECIES, velocity, i), direction);
                direction.intoArray(velocity, i);
            }
            step.fma(direction, weight).intoArray(w, i);
        }
        scalar.rmsProp(rate, alpha, epsilon, momentum, weightDecay, w, g, square, average, velocity, limit, to);
    }
}
