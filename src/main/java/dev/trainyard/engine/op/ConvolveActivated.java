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
import org.jspecify.annotations.Nullable;

/**
 * y = f(x ∗ W + b), what {@link Convolve}, {@link AddChannelBias} and {@link Activate} fuse to: images [C, H, W], weight
 * [O, C / groups, kh, kw] and, if biased, bias [O] give [O, H', W'].
 *
 * <pre>
 * dz = dy · f'(y)    dx, dW as in {@link Convolve} from dz    db = Σ dz over rows and places
 * </pre>
 *
 * @param activation f, whose derivative can be had from y alone; null for the identity
 */
public record ConvolveActivated(
        Convolve convolve, boolean biased, @Nullable Activation activation) implements Op {

    @Override
    public String name() {
        return "convolve_activated";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape output = convolve.outputShape(inputs);
        return biased ? new AddChannelBias().outputShape(List.of(output, inputs.get(2))) : output;
    }

    @Override
    public boolean overwrites(int input) {
        return true;
    }

    @Override
    public Computation bind(Site site) {
        return new Bound(site, this);
    }

    private static final class Bound implements Computation {

        private final Kernels kernels;
        private final @Nullable Activation activation;
        private final Convolution forward;
        private final @Nullable WeightGradient dWeight;
        private final @Nullable ConvolutionInputGradient dInput;
        private final @Nullable ChannelGradient dBias;
        private final float[] y;
        private final float[] dy;
        private final float[] dz;
        private final int size;

        Bound(Site site, ConvolveActivated op) {
            kernels = site.kernels();
            activation = op.activation;
            y = site.output();
            dy = site.outputGradient();
            size = Dims.size(site.outputShape());
            boolean through = activation != null && site.training();
            dz = through ? site.scratch(Math.multiplyExact((long) site.capacity(), size)) : dy;
            Geometry geometry = Geometry.of(op.convolve, site.inputShape(0), site.outputShape());
            forward = new Convolution(site, geometry, op.biased, activation);
            float[] weight = site.inputGradient(1);
            float[] input = site.inputGradient(0);
            dWeight = weight == null ? null : WeightGradient.of(site, geometry, dz, weight);
            dInput = input == null ? null : new ConvolutionInputGradient(site, geometry, dz, input);
            dBias = op.biased ? new ChannelGradient(site, 2) : null;
        }

        @Override
        public void forward(Step step, Worker worker) {
            forward.run(step.rows(), worker);
        }

        @Override
        public void backward(Step step, Worker worker) {
            if (activation != null) {
                ActivationGradient.write(kernels, activation, y, dy, dz, step.rows() * size, worker);
                worker.barrier();
            }
            if (dBias != null) {
                dBias.add(dz, step.rows(), worker);
            }
            if (dWeight != null) {
                dWeight.run(step.rows(), worker);
            }
            if (dInput != null) {
                dInput.run(step.rows(), worker);
            }
        }
    }
}
