package dev.trainyard.engine.graph;

import dev.trainyard.engine.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A differentiable operation: immutable, without state of its own. Forward and derivative stand in one file. Every value
 * is row-major {@code [rows, ...shape]}, except that of a parameter, which has its shape alone.
 */
public interface Op {

    /** Name in snake_case, for messages and reports. */
    String name();

    /**
     * Shape of the output per example.
     *
     * @throws ShapeException when the operation cannot take such inputs
     */
    Shape outputShape(List<Shape> inputs);

    /**
     * Ties the operation to its buffers once, before the first step. Everything that needs memory is asked of the site
     * here. Binding is also rehearsed on empty arrays to count bytes, so it must not read what is in them.
     */
    Computation bind(Site site);

    /** Whether a gradient with respect to this input exists; targets, row weights and codes have none. */
    default boolean differentiable(int input) {
        return true;
    }

    /**
     * Whether {@link Computation#backward} honors {@link Site#accumulates} for this input by overwriting the gradient
     * when it is the first contribution. Where not, the gradient is zeroed first.
     */
    default boolean overwrites(int input) {
        return false;
    }

    /** Whether the output is the first input under another shape, sharing its memory; such an operation is never bound. */
    default boolean view() {
        return false;
    }

    /**
     * The one operation equal to this one after {@code producer}, where this one's first input is the producer's output
     * and nothing else reads that; null if there is none. It takes the producer's inputs, then this one's others.
     */
    default @Nullable Op after(Op producer) {
        return null;
    }
}
