package dev.trainyard.training;

import dev.trainyard.engine.inspect.Curvature;
import dev.trainyard.engine.inspect.FlowSample;
import dev.trainyard.engine.inspect.Spectrum;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run saw in its layers and has not written yet.
 *
 * @param epoch its epoch, from 1
 * @param step batches trained when it was seen
 */
record LayerNews(
        int epoch,
        long step,
        Instant time,
        @Nullable FlowSample sample,
        List<Spectrum> spectra,
        @Nullable Curvature curvature) {}
