package dev.trainyard.engine.layer;

import static java.util.Objects.requireNonNull;

import dev.trainyard.engine.InvalidDefinition;
import dev.trainyard.engine.graph.Graph;
import dev.trainyard.engine.graph.Node;
import dev.trainyard.engine.initializer.Glorot;
import dev.trainyard.engine.initializer.Initializer;
import dev.trainyard.engine.initializer.Zeros;
import dev.trainyard.engine.op.AddChannelBias;
import dev.trainyard.engine.op.Convolve;
import dev.trainyard.engine.op.Window;
import dev.trainyard.engine.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Convolution of images: [C, H, W], or [H, W] as one channel, gives [outChannels, H', W'] with H' = ⌊(H + 2 padding −
 * dilation (kernelSize − 1) − 1) / stride⌋ + 1. Parameters: {@code weight} [outChannels, C / groups, kernelSize,
 * kernelSize], {@code bias} [outChannels]. LeCun et al., "Gradient-based learning applied to document recognition" (1998).
 *
 * @param stride default 1
 * @param padding zeros on every side, default 0
 * @param dilation distance between taps, default 1
 * @param groups of channels that do not mix, default 1
 * @param bias whether there is one, default true; it starts at zero
 * @param activation default the identity
 * @param initializer of the weight, default what suits the activation
 */
public record Conv2d(
        int outChannels,
        int kernelSize,
        @Nullable Integer stride,
        @Nullable Integer padding,
        @Nullable Integer dilation,
        @Nullable Integer groups,
        @Nullable Boolean bias,
        @Nullable Activation activation,
        @Nullable Initializer initializer)
        implements Layer {

    /** Fills in the defaults. */
    public Conv2d {
        Fields.positive("outChannels", outChannels);
        Kernel.size("kernelSize", kernelSize, 1);
        stride = Kernel.or("stride", stride, 1, 1);
        padding = Kernel.or("padding", padding, 0, 0);
        dilation = Kernel.or("dilation", dilation, 1, 1);
        groups = Kernel.or("groups", groups, 1, 1);
        InvalidDefinition.require(outChannels % groups == 0, "groups", "a divisor of " + outChannels, groups);
        bias = Fields.or(bias, true);
        initializer = Fields.or(initializer, activation == null ? new Glorot(null, null) : activation.initializer());
    }

    /** With defaults for all but the essentials. */
    public static Conv2d of(int outChannels, int kernelSize, int padding, @Nullable Activation activation) {
        return new Conv2d(outChannels, kernelSize, null, padding, null, null, null, activation, null);
    }

    @Override
    public Node apply(Graph graph, List<Node> inputs) {
        Node x = Images.of(graph, inputs.getFirst());
        Window window = Kernel.window(kernelSize, stride, padding, dilation);
        int channels = x.shape().dim(0);
        int perGroup = channels / requireNonNull(groups);
        InvalidDefinition.require(perGroup * groups == channels, "groups", "a divisor of " + channels, groups);
        Shape shape = Shape.of(outChannels, perGroup, kernelSize, kernelSize);
        Node weight = graph.parameter("weight", shape, requireNonNull(initializer));
        Node y = graph.apply(new Convolve(window, window, groups), x, weight);
        if (requireNonNull(bias)) {
            y = graph.apply(new AddChannelBias(), y, graph.parameter("bias", Shape.of(outChannels), new Zeros()));
        }
        return activation == null ? y : activation.apply(graph, List.of(y));
    }
}
