package dev.trainyard.engine.layer;

import static java.util.Objects.requireNonNull;

import dev.trainyard.engine.graph.Graph;
import dev.trainyard.engine.graph.Node;
import dev.trainyard.engine.initializer.Constant;
import dev.trainyard.engine.initializer.Zeros;
import dev.trainyard.engine.op.NormalizeLayer;
import dev.trainyard.engine.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Each example's features made to have mean 0 and variance 1, then scaled and shifted by learned {@code weight} and
 * {@code bias}: over [C], over each position of [T, C], over all of [C, H, W]. Ba et al., "Layer normalization" (2016).
 *
 * @param eps added to the variance, default 1e-5
 */
public record LayerNorm(@Nullable Double eps) implements Layer {

    /** Fills in the default. */
    public LayerNorm {
        eps = Fields.positive("eps", Fields.or(eps, 1e-5));
    }

    @Override
    public Node apply(Graph graph, List<Node> inputs) {
        Shape shape = inputs.getFirst().shape();
        Shape features = shape.rank() == 2 ? Shape.of(shape.dim(1)) : shape;
        return graph.apply(
                new NormalizeLayer(requireNonNull(eps).floatValue()),
                inputs.getFirst(),
                graph.parameter("weight", features, new Constant(1)),
                graph.parameter("bias", features, new Zeros()));
    }
}
