package dev.trainyard.engine.layer;

import static java.util.Objects.requireNonNull;

import dev.trainyard.engine.graph.Graph;
import dev.trainyard.engine.graph.Node;
import dev.trainyard.engine.op.AveragePooling;
import dev.trainyard.engine.op.Window;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The mean of each window, padding counted as zeros: [C, H, W] gives [C, H', W'], and [T, C] gives [T', C], with H' = ⌊(H + 2 padding − kernelSize) / stride⌋ + 1.
 *
 * @param stride default the kernel size
 * @param padding on every side, at most half of the kernel size, default 0
 */
public record AvgPool(
        int kernelSize, @Nullable Integer stride, @Nullable Integer padding) implements Layer {

    /** Fills in the defaults. */
    public AvgPool {
        Kernel.size("kernelSize", kernelSize, 1);
        stride = Kernel.or("stride", stride, kernelSize, 1);
        padding = Kernel.or("padding", padding, 0, 0);
        Kernel.requirePoolPadding(kernelSize, requireNonNull(padding));
    }

    @Override
    public Node apply(Graph graph, List<Node> inputs) {
        Window window = Kernel.window(kernelSize, stride, padding, 1);
        boolean image = inputs.getFirst().shape().rank() == 3;
        return graph.apply(new AveragePooling(window, image ? window : Window.tiles(1)), inputs);
    }
}
