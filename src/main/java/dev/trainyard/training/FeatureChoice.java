package dev.trainyard.training;

import dev.trainyard.dataset.ColumnProfile;
import dev.trainyard.dataset.ColumnType;
import dev.trainyard.web.Text;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a job learns from. Columns that were named must be usable; of the others those that are not are left out. */
record FeatureChoice(List<ColumnProfile> columns) {
    static FeatureChoice of(@Nullable List<String> named, TargetChoice target, Columns columns) {
        if (named == null) {
            List<ColumnProfile> usable = columns.dataset().columns().stream()
                    .filter(column -> !target.columns().contains(column) && unusable(column, columns) == null)
                    .toList();
            if (usable.isEmpty()) {
                throw Columns.unfit("/dataset", "must have a column besides the target that varies and is not text");
            }
            return new FeatureChoice(usable);
        }
        if (named.isEmpty()) {
            throw Columns.invalid("/features", "must name a column");
        }
        Set<ColumnProfile> chosen = new LinkedHashSet<>();
        for (int i = 0; i < named.size(); i++) {
            String pointer = "/features/" + i;
            ColumnProfile column = columns.find(named.get(i), pointer);
            if (target.columns().contains(column)) {
                throw Columns.invalid(pointer, "must not be the target: " + Text.quoted(column.name()));
            }
            if (!chosen.add(column)) {
                throw Columns.invalid(pointer, "must not come twice: " + Text.quoted(column.name()));
            }
            String reason = unusable(column, columns);
            if (reason != null) {
                throw Columns.unfit(pointer, reason);
            }
        }
        return new FeatureChoice(List.copyOf(chosen));
    }

    private static @Nullable String unusable(ColumnProfile column, Columns columns) {
        if (column.type() == ColumnType.TEXT) {
            return "must not be running text, as " + Text.quoted(column.name()) + " is";
        }
        if (columns.allMissing(column)) {
            return "must have values; all " + columns.dataset().rows() + " rows miss " + Text.quoted(column.name());
        }
        Long distinct = column.distinct();
        boolean constant = distinct != null && distinct < 2 && column.missing() == 0;
        return constant
                ? "must have different values; " + Text.quoted(column.name()) + " has the same one in all rows"
                : null;
    }

    List<String> names() {
        return columns.stream().map(ColumnProfile::name).toList();
    }
}
