package dev.trainyard.prediction;

import dev.trainyard.dataset.format.Limits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What predictions may take.
 *
 * @param cache memory for loaded networks; the one that was not used for longest goes first, the last one stays
 * @param maxBody the longest body, as it comes
 * @param maxUnpacked the longest body after unpacking
 * @param maxRows the most rows of one request
 * @param threads how many batches are computed at once
 * @param waiting how many batches may wait for that; more are answered 429
 */
@Validated
@ConfigurationProperties("trainyard.prediction")
record PredictionProperties(
        @NotNull @DefaultValue("256MB") DataSize cache,
        @NotNull @DefaultValue("1GB") DataSize maxBody,
        @NotNull @DefaultValue("4GB") DataSize maxUnpacked,

        @DefaultValue("10000000") @Min(1) @Max(Integer.MAX_VALUE)
        long maxRows,

        @DefaultValue("2") @Min(1) int threads,
        @DefaultValue("64") @Min(1) int waiting) {
    private static final int MOST_COLUMNS = 10_000;
    private static final int LONGEST_RECORD = 4 << 20;

    Limits limits() {
        return new Limits(maxUnpacked.toBytes(), maxRows, MOST_COLUMNS, LONGEST_RECORD);
    }
}
