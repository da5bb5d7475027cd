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
import dev.trainyard.engine.op.Convolve;
import dev.trainyard.engine.op.Reshape;
import dev.trainyard.engine.op.Transpose;
import dev.trainyard.engine.op.Window;
import dev.trainyard.engine.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Convolution over time: [T, C], or [T] as one channel, gives [T', outChannels], T' as in {@link Conv2d}. Parameters: {@code
 * weight} [outChannels, C / groups, kernelSize], {@code bias} [outChannels]. PyTorch's, but with channels last.
 *
 * @param stride default 1
 * @param padding zeros on both ends, default 0
 * @param dilation distance between taps, default 1
 * @param groups of channels that do not mix, default 1
 * @param bias whether there is one, default true; it starts at zero
 * @param activation default the identity
 * @param initializer of the weight, default what suits the activation
 */
public record Conv1d(
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
    public Conv1d {
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

    @Override
    public Node apply(Graph graph, List<Node> inputs) {
        Node x = Images.sequence(graph, inputs.getFirst());
        if (x.shape().rank() != 2) {
            throw new ShapeException("[time, channels]", x.shape().toString());
        }
        int channels = x.shape().dim(1);
        int perGroup = channels / requireNonNull(groups);
        InvalidDefinition.require(perGroup * groups == channels, "groups", "a divisor of " + channels, groups);
        Shape shape = Shape.of(outChannels, perGroup, kernelSize);
        Node weight = graph.parameter("weight", shape, requireNonNull(initializer));
        Node y = convolve(graph, x, weight);
        if (requireNonNull(bias)) {
            y = graph.apply(new AddBias(), y, graph.parameter("bias", Shape.of(outChannels), new Zeros()));
        }
        return activation == null ? y : activation.apply(graph, List.of(y));
    }

    /** As an image of one line. */
    private Node convolve(Graph graph, Node x, Node weight) {
        int time = x.shape().dim(0);
        int channels = x.shape().dim(1);
        Node image = graph.apply(new Reshape(Shape.of(channels, 1, time)), graph.apply(new Transpose(), x));
        Window window = Kernel.window(kernelSize, stride, padding, dilation);
        Node y = graph.apply(new Convolve(Window.tiles(1), window, requireNonNull(groups)), image, weight);
        int places = y.shape().dim(2);
        return graph.apply(new Transpose(), graph.apply(new Reshape(Shape.of(outChannels, places)), y));
    }
}
