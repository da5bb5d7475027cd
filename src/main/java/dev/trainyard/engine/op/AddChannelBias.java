package dev.trainyard.engine.op;

import dev.trainyard.engine.graph.Computation;
import dev.trainyard.engine.graph.Op;
import dev.trainyard.engine.graph.Site;
import dev.trainyard.engine.graph.Step;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Worker;
import dev.trainyard.engine.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** y[c, h, w] = x[c, h, w] + b[c], dx = dy, db[c] = Σ dy over rows and places: [C, H, W] and bias [C] give [C, H, W]. */
public record AddChannelBias() implements Op {

    @Override
    public String name() {
        return "add_channel_bias";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape x = inputs.get(0);
        Dims.require(x.rank() == 3, "[channels, height, width]", x);
        Dims.require(inputs.get(1).equals(Shape.of(x.dim(0))), "bias [" + x.dim(0) + "]", inputs.get(1));
        return x;
    }

    @Override
    public boolean overwrites(int input) {
        return true;
    }

    @Override
    public @Nullable Op after(Op producer) {
        return producer instanceof Convolve convolve ? new ConvolveActivated(convolve, true, null) : null;
    }

    @Override
    public Computation bind(Site site) {
        return new Bound(site);
    }

    private static final class Bound implements Computation {

        private final Kernels kernels;
        private final int channels;
        private final int plane;
        private final float[] x;
        private final float[] bias;
        private final float[] y;
        private final float[] dy;
        private final Contribution dx;
        private final ChannelGradient dBias;

        Bound(Site site) {
            kernels = site.kernels();
            channels = site.outputShape().dim(0);
            plane = Dims.size(site.outputShape()) / channels;
            x = site.input(0);
            bias = site.input(1);
            y = site.output();
            dy = site.outputGradient();
            dx = new Contribution(site, 0);
            dBias = new ChannelGradient(site, 1);
        }

        @Override
        public void forward(Step step, Worker worker) {
            int planes = step.rows() * channels;
            for (int i = worker.from(planes); i < worker.to(planes); i++) {
                float shift = bias[i % channels];
                for (int j = i * plane; j < (i + 1) * plane; j++) {
                    y[j] = x[j] + shift;
                }
            }
        }

        @Override
        public void backward(Step step, Worker worker) {
            dx.add(kernels.elementwise(), dy, step.rows() * channels * plane, worker);
            dBias.add(dy, step.rows(), worker);
        }
    }
}
