package dev.trainyard.prediction;

import dev.trainyard.dataset.ColumnProfile;
import dev.trainyard.engine.data.Column;
import dev.trainyard.engine.data.ColumnEncoder;
import dev.trainyard.engine.data.FeatureEncoder;
import dev.trainyard.engine.data.Table;
import dev.trainyard.engine.data.TargetEncoder;
import dev.trainyard.engine.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Which columns rows must have for a network, and which they may have. A row has a value or null for every feature that
 * the network uses. Other columns of the dataset that it was trained on, its target among them, may be there and are not
 * looked at. A name that the dataset did not have is a mistake.
 */
final class RowLayout {
    /** A column that may be there and is not looked at. */
    static final int SKIPPED = -1;

    /** A name that rows must not have. */
    static final int UNKNOWN = -2;

    private final List<RowColumn> columns;
    private final Map<String, Integer> positions = new HashMap<>();

    private RowLayout(List<RowColumn> columns, List<ColumnProfile> dataset) {
        this.columns = columns;
        dataset.forEach(column -> positions.put(column.name(), SKIPPED));
        for (int i = 0; i < columns.size(); i++) {
            positions.put(columns.get(i).name(), i);
        }
    }

    /** The layout of the rows that these encoders turn into features. */
    static RowLayout of(FeatureEncoder encoder, List<ColumnProfile> dataset) {
        return of(encoder.columns().stream().map(ColumnEncoder::column).toList(), dataset);
    }

    /** The same with the targets. */
    static RowLayout of(FeatureEncoder encoder, TargetEncoder target, List<ColumnProfile> dataset) {
        List<String> names = new ArrayList<>();
        encoder.columns().forEach(column -> names.add(column.column()));
        names.addAll(target.columns());
        return of(names, dataset);
    }

    private static RowLayout of(List<String> names, List<ColumnProfile> dataset) {
        Map<String, ColumnProfile> profiles =
                dataset.stream().collect(Collectors.toMap(ColumnProfile::name, profile -> profile));
        return new RowLayout(
                names.stream()
                        .map(name -> column(Objects.requireNonNull(profiles.get(name), name)))
                        .toList(),
                dataset);
    }

    private static RowColumn column(ColumnProfile profile) {
        String name = profile.name();
        return switch (profile.type()) {
            case NUMBER, INTEGER -> new RowColumn.Numeric(name);
            case TIMESTAMP -> new RowColumn.Time(name);
            case BOOLEAN -> new RowColumn.Word(name, true);
            case CATEGORY, TEXT -> new RowColumn.Word(name, false);
            case TENSOR -> new RowColumn.Image(name, new Shape(Objects.requireNonNull(profile.shape())));
        };
    }

    List<RowColumn> columns() {
        return columns;
    }

    /** Where this column stands in {@link #columns}, or {@link #SKIPPED}, or {@link #UNKNOWN}. */
    int position(String name) {
        return positions.getOrDefault(name, UNKNOWN);
    }

    /** Empty places for some rows. */
    List<Cells> cells() {
        return columns.stream().map(RowColumn::cells).toList();
    }

    /** The rows that were put into the cells. */
    static Table table(int rows, List<Cells> cells) {
        List<Column> columns = cells.stream().map(Cells::column).toList();
        return new Table(rows, columns);
    }

    /** The names that rows must have, for a message. */
    String names() {
        return columns.stream().map(RowColumn::name).limit(50).collect(Collectors.joining(", "));
    }
}
