package dev.trainyard.dataset;

import dev.trainyard.dataset.format.Limits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What may be uploaded.
 *
 * @param maxUpload the longest file, as it comes
 * @param maxUnpacked the longest file after unpacking
 * @param maxRows the most rows
 * @param maxColumns the most columns
 * @param maxRecord the most characters in one record of a text file
 * @param distinctMemory memory that one upload may use to tell different values apart
 * @param uploads how many uploads this node receives at once, of one tenant half as many; more are answered 429
 * @param uploadPatience how long an upload may wait for its client besides a second for each KiB; more is answered 408
 * @param readings how many uploads this node reads through at once; the others wait
 */
@Validated
@ConfigurationProperties("trainyard.dataset")
record DatasetProperties(
        @NotNull @DefaultValue("4GB") DataSize maxUpload,
        @NotNull @DefaultValue("16GB") DataSize maxUnpacked,

        @DefaultValue("50000000") @Min(1) @Max(Integer.MAX_VALUE)
        long maxRows,

        @DefaultValue("10000") @Min(1) int maxColumns,
        @DefaultValue("4194304") @Min(1000) int maxRecord,
        @NotNull @DefaultValue("32MB") DataSize distinctMemory,
        @DefaultValue("16") @Min(1) int uploads,
        @NotNull @DefaultValue("30s") Duration uploadPatience,
        @DefaultValue("2") @Min(1) int readings) {

    Limits limits() {
        return new Limits(maxUnpacked.toBytes(), maxRows, maxColumns, maxRecord);
    }
}
