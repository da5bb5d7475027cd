package dev.trainyard.engine.layer;

import static java.util.Objects.requireNonNull;

import dev.trainyard.engine.InvalidDefinition;
import dev.trainyard.engine.graph.Graph;
import dev.trainyard.engine.graph.Node;
import dev.trainyard.engine.initializer.Constant;
import dev.trainyard.engine.initializer.Zeros;
import dev.trainyard.engine.op.NormalizeBatch;
import dev.trainyard.engine.op.NormalizeChannels;
import dev.trainyard.engine.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Each feature made to have mean 0 and variance 1 over the batch, then scaled and shifted by learned {@code weight} and
 * {@code bias}. Features are the values of [C], the columns of [T, C], the channels of [C, H, W]. Inference uses {@code
 * running_mean} and {@code running_var}, parameters without gradient that training keeps. Ioffe and Szegedy, "Batch
 * normalization" (2015).
 *
 * @param momentum share of the newest batch in the running statistics, default 0.1
 * @param eps added to the variance, default 1e-5
 */
public record BatchNorm(@Nullable Double momentum, @Nullable Double eps) implements Layer {

    /** Fills in the defaults. */
    public BatchNorm {
        momentum = Fields.or(momentum, 0.1);
        InvalidDefinition.require(momentum >= 0 && momentum <= 1, "momentum", "a number from 0 to 1", momentum);
        eps = Fields.positive("eps", Fields.or(eps, 1e-5));
    }

    @Override
    public Node apply(Graph graph, List<Node> inputs) {
        Node x = inputs.getFirst();
        boolean image = x.shape().rank() == 3;
        Shape features = Shape.of(x.shape().dim(image ? 0 : x.shape().rank() - 1));
        float share = requireNonNull(momentum).floatValue();
        float epsilon = requireNonNull(eps).floatValue();
        return graph.apply(
                image ? new NormalizeChannels(share, epsilon) : new NormalizeBatch(share, epsilon),
                x,
                graph.parameter("weight", features, new Constant(1)),
                graph.parameter("bias", features, new Zeros()),
                graph.parameter("running_mean", features, new Zeros(), false),
                graph.parameter("running_var", features, new Constant(1), false));
    }
}
