package dev.trainyard.engine.op;

import dev.trainyard.engine.graph.Computation;
import dev.trainyard.engine.graph.Op;
import dev.trainyard.engine.graph.Site;
import dev.trainyard.engine.graph.Step;
import dev.trainyard.engine.kernel.Reductions;
import dev.trainyard.engine.kernel.Worker;
import dev.trainyard.engine.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Batch normalization of images: [C, H, W] and weight, bias, running mean, running variance [C] give the same shape. The
 * formulas are those of {@link NormalizeBatch}, each channel being one feature over the batch and all places. Every worker
 * takes whole channels, so there is no barrier.
 */
public record NormalizeChannels(float momentum, float epsilon) implements Op {

    @Override
    public String name() {
        return "normalize_channels";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape x = inputs.getFirst();
        Dims.require(x.rank() == 3, "[channels, height, width]", x);
        Shape features = Shape.of(x.dim(0));
        for (Shape input : inputs.subList(1, 5)) {
            Dims.require(input.equals(features), features.toString(), input);
        }
        return x;
    }

    @Override
    public boolean differentiable(int input) {
        return input < 3;
    }

    @Override
    public boolean overwrites(int input) {
        return true;
    }

    @Override
    public Computation bind(Site site) {
        return new Bound(site, new RunningStatistics(site, momentum, epsilon));
    }

    private static final class Bound implements Computation {

        private final Reductions kernels;
        private final RunningStatistics running;
        private final int channels;
        private final int plane;
        private final float[] x;
        private final float[] weight;
        private final float[] bias;
        private final float[] y;
        private final float[] dy;
        private final float[] normalized;
        private final float[] inverseDeviation;
        private final float @Nullable [] dx;
        private final float @Nullable [] dWeight;
        private final float @Nullable [] dBias;
        private final boolean[] accumulates;

        Bound(Site site, RunningStatistics running) {
            this.kernels = site.kernels().reductions();
            this.running = running;
            channels = site.outputShape().dim(0);
            plane = Dims.size(site.outputShape()) / channels;
            x = site.input(0);
            weight = site.input(1);
            bias = site.input(2);
            y = site.output();
            dy = site.outputGradient();
            normalized = site.saved(
                    Math.multiplyExact(site.capacity(), site.outputShape().size()));
            inverseDeviation = site.saved(channels);
            dx = site.inputGradient(0);
            dWeight = site.inputGradient(1);
            dBias = site.inputGradient(2);
            accumulates = new boolean[] {site.accumulates(0), site.accumulates(1), site.accumulates(2)};
        }

        private int start(int row, int channel) {
            return (row * channels + channel) * plane;
        }

        @Override
        public void forward(Step step, Worker worker) {
            for (int channel = worker.index(); channel < channels; channel += worker.count()) {
                if (step.training()) {
                    normalize(channel, step.rows());
                } else {
                    float scale = running.inverseDeviation(channel);
                    inverseDeviation[channel] = scale;
                    center(channel, running.mean(channel), step.rows());
                }
                scaleAndShift(channel, step.rows());
            }
        }

        private void normalize(int channel, int rows) {
            int count = rows * plane;
            double sum = 0;
            for (int row = 0; row < rows; row++) {
                sum += kernels.sum(x, start(row, channel), start(row, channel) + plane);
            }
            float mean = (float) (sum / count);
            center(channel, mean, rows);
            double squares = 0;
            for (int row = 0; row < rows; row++) {
                squares += kernels.sumOfSquares(normalized, start(row, channel), start(row, channel) + plane);
            }
            inverseDeviation[channel] = running.inverseDeviation(squares / count);
            running.remember(channel, mean, squares / count, count);
        }

        private void center(int channel, float mean, int rows) {
            for (int row = 0; row < rows; row++) {
                int start = start(row, channel);
                for (int i = start; i < start + plane; i++) {
                    normalized[i] = x[i] - mean;
                }
            }
        }

        private void scaleAndShift(int channel, int rows) {
            float deviation = inverseDeviation[channel];
            float scale = weight[channel];
            float shift = bias[channel];
            for (int row = 0; row < rows; row++) {
                int start = start(row, channel);
                for (int i = start; i < start + plane; i++) {
                    float value = normalized[i] * deviation;
                    normalized[i] = value;
                    y[i] = value * scale + shift;
                }
            }
        }

        @Override
        public void backward(Step step, Worker worker) {
            for (int channel = worker.index(); channel < channels; channel += worker.count()) {
                double sum = 0;
                double product = 0;
                for (int row = 0; row < step.rows(); row++) {
                    int start = start(row, channel);
                    sum += kernels.sum(dy, start, start + plane);
                    product += kernels.dot(dy, normalized, start, start + plane);
                }
                contribute(dWeight, 1, channel, product);
                contribute(dBias, 2, channel, sum);
                double share = step.training() ? 1.0 / ((double) step.rows() * plane) : 0;
                backInput(channel, step.rows(), (float) (sum * share), (float) (product * share));
            }
        }

        private void contribute(float @Nullable [] gradient, int input, int channel, double value) {
            if (gradient != null) {
                gradient[channel] = (float) (accumulates[input] ? gradient[channel] + value : value);
            }
        }

        private void backInput(int channel, int rows, float meanGradient, float meanProduct) {
            if (dx == null) {
                return;
            }
            float scale = weight[channel] * inverseDeviation[channel];
            for (int row = 0; row < rows; row++) {
                int start = start(row, channel);
                for (int i = start; i < start + plane; i++) {
                    float gradient = (dy[i] - meanGradient - normalized[i] * meanProduct) * scale;
                    dx[i] = accumulates[0] ? dx[i] + gradient : gradient;
                }
            }
        }
    }
}
