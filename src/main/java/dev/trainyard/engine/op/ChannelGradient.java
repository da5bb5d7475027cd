package dev.trainyard.engine.op;

import dev.trainyard.engine.graph.Site;
import dev.trainyard.engine.kernel.Reductions;
import dev.trainyard.engine.kernel.Worker;
import org.jspecify.annotations.Nullable;

/** The gradient of one value per channel of images: sums over rows and places in double, each worker whole channels. */
final class ChannelGradient {

    private final Reductions kernels;
    private final float @Nullable [] gradient;
    private final boolean accumulates;
    private final int channels;
    private final int plane;

    ChannelGradient(Site site, int input) {
        kernels = site.kernels().reductions();
        gradient = site.inputGradient(input);
        accumulates = site.accumulates(input);
        channels = site.outputShape().dim(0);
        plane = Dims.size(site.outputShape()) / channels;
    }

    /** db[c] += Σ dy over rows and places. */
    void add(float[] dy, int rows, Worker worker) {
        for (int channel = worker.index(); gradient != null && channel < channels; channel += worker.count()) {
            double sum = accumulates ? gradient[channel] : 0;
            for (int row = 0; row < rows; row++) {
                int start = (row * channels + channel) * plane;
                sum += kernels.sum(dy, start, start + plane);
            }
            gradient[channel] = (float) sum;
        }
    }
}
