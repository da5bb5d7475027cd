package dev.trainyard.web;

import org.jspecify.annotations.Nullable;

/**
 * Where a page begins and how long it is: {@code ?limit=} (20, at most 100) and {@code ?after=}. Controllers take it as an
 * argument. A query reads {@code id < :after ORDER BY id DESC LIMIT :fetch}.
 *
 * @param after the id of the last element of the page before; null for the first page
 */
public record Cursor(int limit, @Nullable String after) {
    public static final int DEFAULT_LIMIT = 20;
    public static final int LARGEST_LIMIT = 100;

    public Cursor {
        if (limit < 1 || limit > LARGEST_LIMIT) {
            String detail = "must be between 1 and " + LARGEST_LIMIT + ", not " + limit;
            throw Problem.of(ProblemCode.INVALID_REQUEST, "The parameter \"limit\" " + detail + ".")
                    .at("limit", detail);
        }
        if (after != null && !after.matches("[A-Za-z0-9_.-]{1,100}")) {
            throw Problem.of(ProblemCode.INVALID_REQUEST, "The parameter \"after\" is no cursor of this server.")
                    .at("after", "must be the \"next\" of an earlier page");
        }
    }

    /** One more than the limit, so that the query tells whether there is a next page. */
    public int fetch() {
        return limit + 1;
    }

    /** {@link #after}, or a text behind every id in any collation, so that one query serves the first page too. */
    public String before() {
        return after == null ? "zz" : after;
    }
}
