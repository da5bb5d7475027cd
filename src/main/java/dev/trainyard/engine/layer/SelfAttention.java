package dev.trainyard.engine.layer;

import static java.util.Objects.requireNonNull;

import dev.trainyard.engine.InvalidDefinition;
import dev.trainyard.engine.graph.Graph;
import dev.trainyard.engine.graph.Node;
import dev.trainyard.engine.graph.ShapeException;
import dev.trainyard.engine.initializer.Glorot;
import dev.trainyard.engine.initializer.Initializer;
import dev.trainyard.engine.initializer.Zeros;
import dev.trainyard.engine.op.AddBias;
import dev.trainyard.engine.op.Attend;
import dev.trainyard.engine.op.MatMul;
import dev.trainyard.engine.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Multi-head self-attention: [T, E] gives [T, E]. Parameters as PyTorch's {@code MultiheadAttention}: {@code in_proj_weight}
 * [3 E, E], {@code in_proj_bias}, {@code out_proj.weight} [E, E], {@code out_proj.bias}. Formulas: {@link Attend}. Vaswani
 * et al., "Attention is all you need" (2017).
 *
 * @param numHeads number of heads, which must divide E
 * @param causal whether a position sees only itself and those before it, default false
 */
public record SelfAttention(int numHeads, @Nullable Boolean causal) implements Layer {

    /** Fills in the default. */
    public SelfAttention {
        Fields.positive("numHeads", numHeads);
        causal = Fields.or(causal, false);
    }

    @Override
    public Node apply(Graph graph, List<Node> inputs) {
        Node x = inputs.getFirst();
        if (x.shape().rank() != 2) {
            throw new ShapeException("[time, channels]", x.shape().toString());
        }
        int width = x.shape().dim(1);
        InvalidDefinition.require(width % numHeads == 0, "numHeads", "a divisor of " + width, numHeads);
        Node projected = affine(graph, x, "in_proj_", 3 * width);
        Node attended = graph.apply(new Attend(numHeads, requireNonNull(causal)), projected);
        return affine(graph, attended, "out_proj.", width);
    }

    private static Node affine(Graph graph, Node x, String prefix, int out) {
        Initializer glorot = new Glorot(null, null);
        Node weight = graph.parameter(prefix + "weight", Shape.of(out, x.shape().dim(1)), glorot);
        Node bias = graph.parameter(prefix + "bias", Shape.of(out), new Zeros());
        return graph.apply(new AddBias(), graph.apply(new MatMul(), x, weight), bias);
    }
}
