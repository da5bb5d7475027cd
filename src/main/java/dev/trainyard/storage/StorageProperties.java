package dev.trainyard.storage;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long blobs without an owner are kept.
 *
 * @param sweepEvery time between two sweeps
 * @param unfinished how long a blob may be in writing without growing; the slowest client pauses for less
 * @param unreferenced how long a blob may wait for the row that refers to it
 */
@Validated
@ConfigurationProperties("trainyard.storage")
record StorageProperties(
        @NotNull @DefaultValue("10m") Duration sweepEvery,
        @NotNull @DefaultValue("1h") Duration unfinished,
        @NotNull @DefaultValue("1h") Duration unreferenced) {}
