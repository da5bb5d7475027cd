package dev.trainyard.engine.layer;

import static java.util.Objects.requireNonNull;

import dev.trainyard.engine.graph.Graph;
import dev.trainyard.engine.graph.Node;
import dev.trainyard.engine.initializer.Initializer;
import dev.trainyard.engine.initializer.Normal;
import dev.trainyard.engine.op.Lookup;
import dev.trainyard.engine.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A learned vector for each code: codes [T] give [T, dimension]. A code is a whole number held as a float; one outside 0
 * to {@code categories} − 1 gives zeros. Parameter: {@code weight} [categories, dimension].
 *
 * @param categories number of codes
 * @param dimension length of the vectors
 * @param initializer default normal with standard deviation 1, as in PyTorch
 */
public record Embedding(
        int categories, int dimension, @Nullable Initializer initializer) implements Layer {

    /** Fills in the default. */
    public Embedding {
        Fields.positive("categories", categories);
        Fields.positive("dimension", dimension);
        initializer = Fields.or(initializer, new Normal(null, null));
    }

    @Override
    public Node apply(Graph graph, List<Node> inputs) {
        Node weight = graph.parameter("weight", Shape.of(categories, dimension), requireNonNull(initializer));
        return graph.apply(new Lookup(), inputs.getFirst(), weight);
    }
}
