package dev.trainyard.engine.graph;

import dev.trainyard.engine.kernel.Kernels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to compile from a graph, and for how many rows.
 *
 * @param outputs nodes whose values are read after a forward pass
 * @param loss per-row loss whose gradients are wanted; null for inference, which keeps fewer buffers
 * @param capacity the most rows of one step
 * @param workers how many workers will share the work; fewer or more also work, and give the same bits
 * @param inputGradients whether the gradients of inputs are wanted too
 */
public record Plan(
        Graph graph, List<Node> outputs, @Nullable Node loss, int capacity, int workers, boolean inputGradients) {

    /** Checks the counts. */
    public Plan {
        outputs = List.copyOf(outputs);
        if (capacity < 1 || workers < 1) {
            throw new IllegalArgumentException("capacity and workers must be positive: " + capacity + ", " + workers);
        }
    }

    /** Forward only, for one worker. */
    public static Plan inference(Graph graph, Node output, int capacity) {
        return new Plan(graph, List.of(output), null, capacity, 1, false);
    }

    /** Forward and backward, for one worker. */
    public static Plan training(Graph graph, Node output, Node loss, int capacity) {
        return new Plan(graph, List.of(output), loss, capacity, 1, false);
    }

    /** The same for that many workers. */
    public Plan withWorkers(int count) {
        return new Plan(graph, outputs, loss, capacity, count, inputGradients);
    }

    /** The same with gradients of the inputs, as saliency and gradient checks need them. */
    public Plan withInputGradients() {
        return new Plan(graph, outputs, loss, capacity, workers, true);
    }

    /** Bytes of all buffers an execution would allocate, parameters not counted; allocates nothing of that size. */
    public long bytes(Kernels kernels) {
        return Compiler.compile(this).bytes(kernels);
    }
}
