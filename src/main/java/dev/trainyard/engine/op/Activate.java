package dev.trainyard.engine.op;

import dev.trainyard.engine.graph.Computation;
import dev.trainyard.engine.graph.Op;
import dev.trainyard.engine.graph.Site;
import dev.trainyard.engine.graph.Step;
import dev.trainyard.engine.kernel.Activation;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Worker;
import dev.trainyard.engine.tensor.Shape;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * y = f(x) element by element, any shape; dx = dy · f'(x). σ is the sigmoid, Φ and φ are the normal distribution and density.
 *
 * <pre>
 * relu        max(0, x)                    x > 0 ? 1 : 0            Nair, Hinton 2010
 * leaky_relu  x > 0 ? x : slope · x        x > 0 ? 1 : slope        Maas et al. 2013
 * elu         x > 0 ? x : α (eˣ − 1)       x > 0 ? 1 : y + α        Clevert et al. 2015
 * gelu        x Φ(x)                       Φ(x) + x φ(x)            Hendrycks, Gimpel 2016
 * silu        x σ(x)                       σ(x) (1 + x (1 − σ(x)))  Elfwing et al. 2017
 * tanh        tanh x                       1 − y²
 * sigmoid     1 / (1 + e⁻ˣ)                y (1 − y)
 * softplus    ln(1 + eˣ)                   σ(x)                     Dugas et al. 2000
 * </pre>
 */
public record Activate(Activation activation) implements Op {

    @Override
    public String name() {
        return activation.kind().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return inputs.getFirst();
    }

    @Override
    public boolean overwrites(int input) {
        return true;
    }

    @Override
    public @Nullable Op after(Op producer) {
        if (!activation.derivativeFromOutput()) {
            return null;
        }
        return switch (producer) {
            case MatMul _ -> new Affine(false, activation);
            case Affine(boolean biased, Activation earlier) when earlier == null -> new Affine(biased, activation);
            case Convolve convolve -> new ConvolveActivated(convolve, false, activation);
            case ConvolveActivated(Convolve convolve, boolean biased, Activation earlier)
            when earlier == null -> new ConvolveActivated(convolve, biased, activation);
            default -> null;
        };
    }

    @Override
    public Computation bind(Site site) {
        return new Bound(site, activation);
    }

    private static final class Bound implements Computation {

        private final Kernels kernels;
        private final Activation activation;
        private final float[] x;
        private final float[] y;
        private final float[] dy;
        private final Contribution dx;
        private final int size;

        Bound(Site site, Activation activation) {
            this.kernels = site.kernels();
            this.activation = activation;
            x = site.input(0);
            y = site.output();
            dy = site.outputGradient();
            dx = new Contribution(site, 0);
            size = Dims.size(site.outputShape());
        }

        @Override
        public void forward(Step step, Worker worker) {
            int length = step.rows() * size;
            activation.forward(kernels.activations(), x, y, worker.from(length), worker.to(length));
        }

        @Override
        public void backward(Step step, Worker worker) {
            int length = step.rows() * size;
            int from = worker.from(length);
            int to = worker.to(length);
            float[] gradient = dx.prepared(kernels.elementwise(), from, to);
            if (gradient != null) {
                activation.backward(kernels.activations(), x, y, dy, gradient, from, to);
            }
        }
    }
}
