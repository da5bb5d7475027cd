package dev.trainyard.engine.layer;

import static java.util.Objects.requireNonNull;

import dev.trainyard.engine.graph.Graph;
import dev.trainyard.engine.graph.Node;
import dev.trainyard.engine.op.GatedRecurrence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gated recurrent unit: [T, C], or [T] as one channel, gives the last hidden values [hiddenSize], or those at every time [T, hiddenSize];
 * twice as many when bidirectional, where the last of the way back are those at the first time. Parameters are named and
 * laid out as in PyTorch: {@code weight_ih}, {@code weight_hh}, {@code bias_ih}, {@code bias_hh}. Formulas: {@link GatedRecurrence}.
 *
 * @param hiddenSize number of hidden values
 * @param bidirectional whether a second one reads from the end, default false
 * @param returnSequences whether the values at every time are given, default false
 */
public record Gru(
        int hiddenSize,
        @Nullable Boolean bidirectional,
        @Nullable Boolean returnSequences) implements Layer {

    /** Fills in the defaults. */
    public Gru {
        Fields.positive("hiddenSize", hiddenSize);
        bidirectional = Fields.or(bidirectional, false);
        returnSequences = Fields.or(returnSequences, false);
    }

    @Override
    public Node apply(Graph graph, List<Node> inputs) {
        return new Recurrent(graph, Images.sequence(graph, inputs.getFirst()), 3, hiddenSize)
                .apply(
                        new GatedRecurrence(false),
                        new GatedRecurrence(true),
                        requireNonNull(bidirectional),
                        requireNonNull(returnSequences));
    }
}
