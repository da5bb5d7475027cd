package dev.trainyard.engine.layer;

import static java.util.Objects.requireNonNull;

import dev.trainyard.engine.graph.Graph;
import dev.trainyard.engine.graph.Node;
import dev.trainyard.engine.graph.ShapeException;
import dev.trainyard.engine.op.AveragePooling;
import dev.trainyard.engine.op.MaxPooling;
import dev.trainyard.engine.op.Window;
import dev.trainyard.engine.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One value per channel: [C, H, W] and [T, C] give [C]. Lin et al., "Network in network" (2013).
 *
 * @param mode mean or largest value, default {@code avg}
 */
public record GlobalPool(@Nullable Mode mode) implements Layer {

    /** What becomes of the values of a channel. */
    public enum Mode {
        /** Their mean. */
        AVG,
        /** The largest. */
        MAX
    }

    /** Fills in the default. */
    public GlobalPool {
        mode = Fields.or(mode, Mode.AVG);
    }

    @Override
    public Node apply(Graph graph, List<Node> inputs) {
        Shape shape = inputs.getFirst().shape();
        if (shape.rank() != 2 && shape.rank() != 3) {
            throw new ShapeException("[channels, height, width] or [time, channels]", shape.toString());
        }
        boolean image = shape.rank() == 3;
        Window vertical = Window.tiles(shape.dim(image ? 1 : 0));
        Window horizontal = Window.tiles(image ? shape.dim(2) : 1);
        Node pooled = switch (requireNonNull(mode)) {
            case AVG -> graph.apply(new AveragePooling(vertical, horizontal), inputs);
            case MAX -> graph.apply(new MaxPooling(vertical, horizontal), inputs);
        };
        return new Flatten().apply(graph, List.of(pooled));
    }
}
