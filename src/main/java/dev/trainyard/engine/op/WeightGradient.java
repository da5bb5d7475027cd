package dev.trainyard.engine.op;

import dev.trainyard.engine.graph.Site;
import dev.trainyard.engine.kernel.Worker;

/** dW of a convolution. */
sealed interface WeightGradient permits ConvolutionWeightGradient, DepthwiseWeightGradient {

    static WeightGradient of(Site site, Geometry geometry, float[] dy, float[] gradient) {
        return DepthwiseWeightGradient.suits(geometry)
                ? new DepthwiseWeightGradient(site, geometry, dy, gradient)
                : new ConvolutionWeightGradient(site, geometry, dy, gradient);
    }

    void run(int rows, Worker worker);
}
