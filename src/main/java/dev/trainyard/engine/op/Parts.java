package dev.trainyard.engine.op;

/**
 * Work cut into parts that a worker does for itself: part p belongs to worker p mod count. Only memory is per part, so
 * that any number of workers can run any number of parts.
 */
final class Parts {

    private Parts() {}

    /** Start of part {@code part} of {@code parts} of {@code 0..n}. */
    static int from(int n, int part, int parts) {
        return (int) ((long) n * part / parts);
    }

    /** As {@link #from(int, int, int)}, but cut at multiples of {@code unit}. */
    static int from(int n, int part, int parts, int unit) {
        return Math.min(n, from(Math.ceilDiv(n, unit), part, parts) * unit);
    }
}
