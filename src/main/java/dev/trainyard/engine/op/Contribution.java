package dev.trainyard.engine.op;

import dev.trainyard.engine.graph.Site;
import dev.trainyard.engine.kernel.Elementwise;
import dev.trainyard.engine.kernel.Worker;
import org.jspecify.annotations.Nullable;

/** An operation's share in the gradient of one input: the first overwrites, later ones add, and none is no work. */
final class Contribution {

    private final float @Nullable [] gradient;
    private final boolean accumulates;

    Contribution(Site site, int input) {
        gradient = site.inputGradient(input);
        accumulates = gradient != null && site.accumulates(input);
    }

    /** The gradient to add to on the range, after zeroing it there if this is the first contribution; null if unwanted. */
    float @Nullable [] prepared(Elementwise kernels, int from, int to) {
        if (gradient != null && !accumulates) {
            kernels.fill(0, gradient, from, to);
        }
        return gradient;
    }

    /** Contributes {@code dy} unchanged: each worker its slice of {@code 0..length}. */
    void add(Elementwise kernels, float[] dy, int length, Worker worker) {
        if (gradient == null) {
            return;
        }
        int from = worker.from(length);
        int to = worker.to(length);
        if (accumulates) {
            kernels.add(gradient, dy, gradient, from, to);
        } else {
            System.arraycopy(dy, from, gradient, from, to - from);
        }
    }
}
