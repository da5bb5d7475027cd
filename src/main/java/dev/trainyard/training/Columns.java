package dev.trainyard.training;

import dev.trainyard.dataset.ColumnProfile;
import dev.trainyard.dataset.Dataset;
import dev.trainyard.web.Problem;
import dev.trainyard.web.ProblemCode;
import dev.trainyard.web.Text;
import java.util.List;
import java.util.stream.Collectors;

/** The columns of a dataset by name, and what to say when one is not as it should be. */
record Columns(Dataset dataset) {
    private static final int MOST_NAMED = 20;

    /** @throws Problem 422 at {@code pointer} if the dataset has no such column */
    ColumnProfile find(String name, String pointer) {
        return dataset.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> invalid(
                        pointer, "must be a column of the dataset, not " + Text.quoted(name) + "; it has " + names()));
    }

    /** How many rows have no value in this column. */
    boolean allMissing(ColumnProfile column) {
        return column.missing() >= dataset.rows();
    }

    static Problem invalid(String pointer, String detail) {
        return Problem.of(ProblemCode.INVALID_VALUE, List.of(new Problem.Place(pointer, detail)));
    }

    static Problem missing(String pointer) {
        return Problem.of(ProblemCode.INVALID_REQUEST, List.of(new Problem.Place(pointer, "is required")));
    }

    static Problem unfit(String pointer, String detail) {
        return Problem.of(ProblemCode.INVALID_DATA, List.of(new Problem.Place(pointer, detail)));
    }

    private String names() {
        String names = dataset.columns().stream()
                .limit(MOST_NAMED)
                .map(column -> Text.quoted(column.name()))
                .collect(Collectors.joining(", "));
        return dataset.columns().size() > MOST_NAMED ? names + " and others" : names;
    }
}
