package dev.trainyard.engine.layer;

import static java.util.Objects.requireNonNull;

import dev.trainyard.engine.InvalidDefinition;
import dev.trainyard.engine.graph.Graph;
import dev.trainyard.engine.graph.Node;
import dev.trainyard.engine.op.Drop;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * In training each value is zeroed with probability p and otherwise divided by 1 − p; any shape. Srivastava et al.,
 * "Dropout: a simple way to prevent neural networks from overfitting" (2014).
 *
 * @param p probability to drop, from 0 to below 1, default 0.5
 */
public record Dropout(@Nullable Double p) implements Layer {

    /** Fills in the default. */
    public Dropout {
        p = Fields.or(p, 0.5);
        InvalidDefinition.require(p >= 0 && p < 1, "p", "a probability from 0 to below 1", p);
    }

    @Override
    public Node apply(Graph graph, List<Node> inputs) {
        return graph.apply(new Drop((float) (1 - requireNonNull(p))), inputs);
    }
}
