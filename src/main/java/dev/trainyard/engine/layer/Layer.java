package dev.trainyard.engine.layer;

import dev.trainyard.engine.InvalidDefinition;
import dev.trainyard.engine.graph.Graph;
import dev.trainyard.engine.graph.Node;
import dev.trainyard.engine.graph.ShapeException;
import java.util.List;

/**
 * One layer of a model definition. The record's components are the fields of the definition, in snake_case there, and the
 * type is the record's name in snake_case. A component that may be null has a default, resolved when the record is made.
 */
public sealed interface Layer
        permits Activation,
                Add,
                AvgPool,
                BatchNorm,
                Concat,
                Conv1d,
                Conv2d,
                Dense,
                Dropout,
                Embedding,
                Flatten,
                GlobalPool,
                Gru,
                LayerNorm,
                Lstm,
                MaxPool,
                SelfAttention {

    /**
     * Composes operations on the inputs and declares parameters in the graph's scope.
     *
     * @throws ShapeException when the layer cannot take inputs of these shapes
     * @throws InvalidDefinition when a field does not fit them
     */
    Node apply(Graph graph, List<Node> inputs);

    /** Whether the layer takes more than one input. */
    default boolean joins() {
        return false;
    }
}
