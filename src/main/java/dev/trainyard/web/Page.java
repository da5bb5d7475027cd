package dev.trainyard.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list as it travels: {@code {"data": […], "has_more": true, "next": "…"}}, newest first.
 *
 * @param next the {@code after} of the next page; null on the last one
 */
public record Page<T>(
        List<T> data, boolean hasMore, @Nullable String next) {

    /**
     * The page of rows that were read with {@link Cursor#fetch()} as their LIMIT, one more than asked for.
     *
     * @param id what the next page's query starts after
     */
    public static <T> Page<T> of(List<T> rows, Cursor cursor, Function<? super T, String> id) {
        if (rows.size() <= cursor.limit()) {
            return new Page<>(List.copyOf(rows), false, null);
        }
        List<T> data = List.copyOf(rows.subList(0, cursor.limit()));
        return new Page<>(data, true, id.apply(data.getLast()));
    }

    /** The same page, each element as it travels. */
    public <R> Page<R> map(Function<? super T, ? extends R> view) {
        return new Page<>(data.stream().<R>map(view).toList(), hasMore, next);
    }
}
