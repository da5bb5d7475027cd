package dev.trainyard.engine.inspect.finding;

import dev.trainyard.engine.inspect.Curvature;
import dev.trainyard.engine.inspect.FlowSample;
import dev.trainyard.engine.inspect.Spectrum;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link TrainingWatch} has to tell after an event.
 *
 * @param sample gradient flow, if the step was sampled
 * @param spectra of all weight matrices, if it was an epoch to take them
 * @param curvature if it was asked for and it was an epoch to measure it
 * @param findings that are new
 */
public record Seen(
        @Nullable FlowSample sample,
        List<Spectrum> spectra,
        @Nullable Curvature curvature,
        List<Finding> findings) {
    static final Seen NOTHING = new Seen(null, List.of(), null, List.of());

    public Seen {
        spectra = List.copyOf(spectra);
        findings = List.copyOf(findings);
    }

    /** Whether there is nothing to tell. */
    public boolean empty() {
        return sample == null && spectra.isEmpty() && curvature == null && findings.isEmpty();
    }
}
