package dev.trainyard.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.trainyard.engine.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a column from reading all of it.
 *
 * @param missing how many rows have no value: empty, NA, N/A, NaN, null or ? in any case
 * @param distinct how many different values there are; null for tensors
 * @param distinctExact false if there are more than were counted, so that {@code distinct} is a lower bound
 * @param min smallest value of numbers and timestamps (seconds since 1970), and of a tensor's elements; null if all are
 *     missing
 * @param max largest value
 * @param mean arithmetic mean
 * @param std standard deviation of the sample (n - 1)
 * @param categories the words of a category or boolean column, in the order of their codes
 * @param shape the shape of one row's tensor
 * @param note what its owner may want to know about the type
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
        @Nullable List<Integer> shape,
        @Nullable String note) {

    static ColumnProfile ofNumbers(
            String name, ColumnType type, long missing, long distinct, boolean exact, Moments moments) {
        boolean any = moments.count() > 0;
        return new ColumnProfile(
                name,
                type,
                missing,
                distinct,
                exact,
                any ? moments.min() : null,
                any ? moments.max() : null,
                any ? moments.mean() : null,
                any ? moments.std() : null,
                null,
                null,
                null);
    }

    static ColumnProfile ofWords(
            String name,
            ColumnType type,
            long missing,
            long distinct,
            boolean exact,
            @Nullable List<String> categories,
            @Nullable String note) {
        return new ColumnProfile(name, type, missing, distinct, exact, null, null, null, null, categories, null, note);
    }

    static ColumnProfile ofTensors(String name, Shape shape, Moments moments) {
        return new ColumnProfile(
                name,
                ColumnType.TENSOR,
                0,
                null,
                null,
                moments.min(),
                moments.max(),
                moments.mean(),
                moments.std(),
                null,
                shape.dims(),
                null);
    }
}
