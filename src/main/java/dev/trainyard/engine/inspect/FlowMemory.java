package dev.trainyard.engine.inspect;

import java.util.Map;

/**
 * What {@link GradientFlow} remembers from step to step, so that a training that was stopped is watched on as if it had not been.
 *
 * @param epoch the epoch that began last
 * @param aliveSince epoch in which units were last taken for dead until seen alive
 * @param rowsSeen rows sampled since then
 * @param clipEpoch epoch of the next two
 * @param clipSamples steps sampled in it
 * @param clipped how many of them were clipped
 * @param fresh whether the next sample forgets which units were alive
 * @param alive per rectifier layer its units that were alive, a bit each, hexadecimal
 */
public record FlowMemory(
        int epoch,
        int aliveSince,
        long rowsSeen,
        int clipEpoch,
        long clipSamples,
        long clipped,
        boolean fresh,
        Map<String, String> alive) {
    /** Of nothing. */
    public static final FlowMemory NONE = new FlowMemory(0, 0, 0, 0, 0, 0, true, Map.of());

    public FlowMemory {
        alive = Map.copyOf(alive);
    }
}
