package dev.trainyard.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a column from reading all of it.
 *
 * @param missing how many rows have no value: empty, NA, N/A, NaN, null or ? in any case
 * @param distinct how many different values there are; null for tensors
 * @param distinctExact false if there are more than were counted, so that {@code distinct} is a lower bound
 * @param min smallest value of numbers and timestamps (seconds since 1970), and of a tensor's elements
 * @param max largest value
 * @param mean arithmetic mean
 * @param std standard deviation of the sample (n - 1)
 * @param categories the words of a category or boolean column, in the order of their codes
 * @param shape the shape of one row's tensor
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ColumnProfile(
        String name,
        ColumnType type,
        long missing,
        @Nullable Long distinct,
        @Nullable Boolean distinctExact,
        @Nullable Double min,
        @Nullable Double max,
        @Nullable Double mean,
        @Nullable Double std,
        @Nullable List<String> categories,
        @Nullable List<Integer> shape) {}
