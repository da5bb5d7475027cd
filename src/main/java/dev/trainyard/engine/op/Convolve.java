package dev.trainyard.engine.op;

import dev.trainyard.engine.graph.Computation;
import dev.trainyard.engine.graph.Op;
import dev.trainyard.engine.graph.Site;
import dev.trainyard.engine.tensor.Shape;
import java.util.List;

/**
 * Convolution of images (cross-correlation, as everywhere): [C, H, W] and weight [O, C / groups, kh, kw] give
 * [O, H', W']; of a window one line high the weight may be [O, C / groups, kw].
 * LeCun et al., "Gradient-based learning applied to document recognition" (1998).
 *
 * <pre>
 * y[o, i, j] = Σ w[o, c, p, q] · x[c, i · stride + p · dilation − padding, j · …]   over the c of o's group, p, q
 * dW[o, c, p, q] = Σ dy[o, i, j] · x[…]      dx[c, …] = Σ w[o, c, p, q] · dy[o, i, j]
 * </pre>
 *
 * <p>With the patches of an image as the columns of a matrix X, these are Y = W X, dW = dY Xᵀ and dX a convolution of dY;
 * X is never made, see {@link Lowering}. Forward and dX are cut by examples; dW is cut by rows of
 * X, each of which every example adds to in order. So no bit depends on the workers.
 */
public record Convolve(Window vertical, Window horizontal, int groups) implements Op {

    @Override
    public String name() {
        return "convolve";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape x = inputs.get(0);
        Shape weight = inputs.get(1);
        Dims.require(x.rank() == 3, "[channels, height, width]", x);
        Dims.require(x.dim(0) % groups == 0, "a number of channels that " + groups + " groups divide", x.dim(0));
        Shape kernel = Shape.of(weight.dim(0), x.dim(0) / groups, vertical.size(), horizontal.size());
        Shape line = Shape.of(weight.dim(0), x.dim(0) / groups, horizontal.size());
        Dims.require(
                weight.equals(kernel) || (vertical.size() == 1 && weight.equals(line)), "weight " + kernel, weight);
        Dims.require(weight.dim(0) % groups == 0, "outputs that " + groups + " groups divide", weight.dim(0));
        return Shape.of(weight.dim(0), vertical.places(x.dim(1)), horizontal.places(x.dim(2)));
    }

    @Override
    public boolean overwrites(int input) {
        return true;
    }

    @Override
    public Computation bind(Site site) {
        return new ConvolveActivated(this, false, null).bind(site);
    }
}
