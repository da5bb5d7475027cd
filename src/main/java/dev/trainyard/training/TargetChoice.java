package dev.trainyard.training;

import dev.trainyard.dataset.ColumnProfile;
import dev.trainyard.dataset.ColumnType;
import dev.trainyard.engine.data.Task;
import dev.trainyard.web.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * What a job learns: its target columns, and whether they are a class or numbers.
 *
 * @param outputs classes, or numbers
 */
record TargetChoice(List<ColumnProfile> columns, Task task, int outputs) {
    private static final int MOST_CLASSES = 10_000;

    /** Finds in the profile everything that would make the training of this target fail. */
    static TargetChoice of(JobRequest request, Columns columns) {
        List<ColumnProfile> found = new ArrayList<>();
        List<String> names = names(request);
        for (int i = 0; i < names.size(); i++) {
            String pointer = request.targets() == null ? "/target" : "/targets/" + i;
            ColumnProfile column = columns.find(names.get(i), pointer);
            if (found.contains(column)) {
                throw Columns.invalid(pointer, "must not come twice: " + Text.quoted(column.name()));
            }
            requireValues(column, columns, pointer);
            found.add(column);
        }
        Task task = task(request, found);
        return new TargetChoice(
                found, task, task == Task.CLASSIFICATION ? classes(found.getFirst(), request) : found.size());
    }

    private static List<String> names(JobRequest request) {
        List<String> targets = request.targets();
        String target = request.target();
        if (target != null && targets == null) {
            return List.of(target);
        }
        if (targets == null) {
            throw Columns.missing("/target");
        }
        if (target != null) {
            throw Columns.invalid("/target", "must not come together with \"targets\"");
        }
        if (targets.isEmpty()) {
            throw Columns.invalid("/targets", "must name a column");
        }
        return targets;
    }

    private static void requireValues(ColumnProfile column, Columns columns, String pointer) {
        if (column.type() == ColumnType.TENSOR) {
            throw Columns.unfit(
                    pointer, "must be a column of numbers or words; " + Text.quoted(column.name()) + " has tensors");
        }
        if (columns.allMissing(column)) {
            throw Columns.unfit(
                    pointer,
                    "must have values; all " + columns.dataset().rows() + " rows miss " + Text.quoted(column.name()));
        }
        if (columns.dataset().rows() - column.missing() < 2) {
            throw Columns.unfit(
                    pointer, "must have values in at least 2 rows; " + Text.quoted(column.name()) + " has 1");
        }
        Long distinct = column.distinct();
        if (distinct != null && distinct < 2) {
            throw Columns.unfit(
                    pointer,
                    "must have different values; " + Text.quoted(column.name()) + " has the same one in all rows");
        }
    }

    private static Task task(JobRequest request, List<ColumnProfile> targets) {
        Task suggested = targets.size() > 1 ? Task.REGRESSION : suggestedBy(targets.getFirst());
        Task asked = request.task();
        Task task = asked == null ? suggested : asked;
        String pointer = asked == null ? request.targets() == null ? "/target" : "/targets" : "/task";
        if (task == Task.CLASSIFICATION && targets.size() > 1) {
            throw Columns.invalid(pointer, "must be regression for several targets, not classification");
        }
        for (ColumnProfile target : targets) {
            if (task == Task.REGRESSION && !numeric(target.type())) {
                throw Columns.invalid(
                        pointer,
                        "must be numbers for regression; " + Text.quoted(target.name()) + " is of type "
                                + target.type().wire());
            }
        }
        return task;
    }

    private static Task suggestedBy(ColumnProfile column) {
        Long distinct = column.distinct();
        boolean fewWholeNumbers =
                column.type() == ColumnType.INTEGER && distinct != null && distinct <= Task.MOST_WHOLE_NUMBER_CLASSES;
        return !numeric(column.type()) || fewWholeNumbers ? Task.CLASSIFICATION : Task.REGRESSION;
    }

    private static int classes(ColumnProfile column, JobRequest request) {
        Long distinct = column.distinct();
        if (distinct == null || distinct > MOST_CLASSES || Boolean.FALSE.equals(column.distinctExact())) {
            String pointer = request.task() == null ? "/target" : "/task";
            throw Columns.unfit(pointer, "must have at most " + MOST_CLASSES + " classes, not " + distinct);
        }
        return Math.toIntExact(distinct);
    }

    private static boolean numeric(ColumnType type) {
        return switch (type) {
            case NUMBER, INTEGER, TIMESTAMP -> true;
            case BOOLEAN, CATEGORY, TEXT, TENSOR -> false;
        };
    }

    List<String> names() {
        return columns.stream().map(ColumnProfile::name).toList();
    }

    /** Rows that have all targets, at most. */
    long labelledRows(long rows) {
        return rows - columns.stream().mapToLong(ColumnProfile::missing).max().orElse(0);
    }
}
