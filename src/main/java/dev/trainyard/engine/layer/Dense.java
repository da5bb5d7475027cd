package dev.trainyard.engine.layer;

import static java.util.Objects.requireNonNull;

import dev.trainyard.engine.graph.Graph;
import dev.trainyard.engine.graph.Node;
import dev.trainyard.engine.initializer.Glorot;
import dev.trainyard.engine.initializer.Initializer;
import dev.trainyard.engine.initializer.Zeros;
import dev.trainyard.engine.op.AddBias;
import dev.trainyard.engine.op.MatMul;
import dev.trainyard.engine.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * y = f(x Wᵀ + b): any shape, flattened to [in], gives [units]; with {@code perPosition} each position of [T, in] by
 * itself gives [T, units]. Parameters: {@code weight} [units, in], {@code bias} [units].
 *
 * @param units number of outputs
 * @param activation f, default the identity
 * @param bias whether there is a b, default true; it starts at zero
 * @param initializer of the weight, default what suits the activation
 * @param perPosition default false
 */
public record Dense(
        int units,
        @Nullable Activation activation,
        @Nullable Boolean bias,
        @Nullable Initializer initializer,
        @Nullable Boolean perPosition)
        implements Layer {

    /** Fills in the defaults. */
    public Dense {
        Fields.positive("units", units);
        bias = Fields.or(bias, true);
        initializer = Fields.or(initializer, activation == null ? new Glorot(null, null) : activation.initializer());
        perPosition = Fields.or(perPosition, false);
    }

    /** With defaults for all but the essentials. */
    public static Dense of(int units, @Nullable Activation activation) {
        return new Dense(units, activation, null, null, null);
    }

    @Override
    public Node apply(Graph graph, List<Node> inputs) {
        Node x = inputs.getFirst();
        if (!requireNonNull(perPosition)) {
            x = new Flatten().apply(graph, inputs);
        }
        int in = x.shape().dim(x.shape().rank() - 1);
        Node weight = graph.parameter("weight", Shape.of(units, in), requireNonNull(initializer));
        Node y = graph.apply(new MatMul(), x, weight);
        if (requireNonNull(bias)) {
            y = graph.apply(new AddBias(), y, graph.parameter("bias", Shape.of(units), new Zeros()));
        }
        return activation == null ? y : activation.apply(graph, List.of(y));
    }
}
