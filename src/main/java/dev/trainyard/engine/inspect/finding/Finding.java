package dev.trainyard.engine.inspect.finding;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A diagnosis.
 *
 * @param layer the layer it is about, null for the whole network
 * @param epoch epoch in which it was found, from 1
 * @param step step at which it was found
 * @param evidence the numbers it rests on
 * @param rows numbers of the training rows it points at, the worst first; mostly empty
 */
public record Finding(
        FindingCode code, @Nullable String layer, int epoch, long step, List<Evidence> evidence, List<Integer> rows) {
    public Finding {
        evidence = List.copyOf(evidence);
        rows = List.copyOf(rows);
    }

    /** Without rows. */
    public static Finding of(FindingCode code, @Nullable String layer, int epoch, long step, List<Evidence> evidence) {
        return new Finding(code, layer, epoch, step, evidence, List.of());
    }
}
