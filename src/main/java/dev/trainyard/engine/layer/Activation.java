package dev.trainyard.engine.layer;

import dev.trainyard.engine.graph.Graph;
import dev.trainyard.engine.graph.Node;
import dev.trainyard.engine.initializer.Glorot;
import dev.trainyard.engine.initializer.Initializer;
import dev.trainyard.engine.op.Activate;
import java.util.List;

/** A layer that is one function of each value, and may also stand in the {@code activation} of another layer. */
public sealed interface Activation extends Layer permits Relu, LeakyRelu, Elu, Gelu, Silu, Tanh, Sigmoid, Softplus {

    /** The function; formulas and derivatives are with {@link Activate}. */
    dev.trainyard.engine.kernel.Activation function();

    /** What weights in front of it start from by default. */
    default Initializer initializer() {
        return new Glorot(null, null);
    }

    @Override
    default Node apply(Graph graph, List<Node> inputs) {
        return graph.apply(new Activate(function()), inputs);
    }
}
