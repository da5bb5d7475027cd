package dev.trainyard.engine.op;

import dev.trainyard.engine.kernel.Matmul;
import java.util.function.IntFunction;

/** The same product for full strips and for the last one, which may be narrower. */
final class StripProduct {

    private final int last;
    private final Matmul full;
    private final Matmul narrow;

    /** Plans both, given how to plan one for a width. */
    StripProduct(Geometry geometry, IntFunction<Matmul> plan) {
        last = geometry.strips() - 1;
        full = plan.apply(geometry.stripWidth(0));
        narrow = geometry.stripWidth(last) == geometry.stripWidth(0) ? full : plan.apply(geometry.stripWidth(last));
    }

    Matmul of(int strip) {
        return strip == last ? narrow : full;
    }
}
