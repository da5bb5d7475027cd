package dev.trainyard.prediction;

import dev.trainyard.dataset.ColumnProfile;
import dev.trainyard.engine.data.Column;
import dev.trainyard.engine.data.ColumnEncoder;
import dev.trainyard.engine.data.FeatureEncoder;
import dev.trainyard.engine.data.Scaled;
import dev.trainyard.engine.data.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** The layout of what these encoders were fitted on. */
    static RowLayout of(FeatureEncoder encoder, List<ColumnProfile> dataset) {
        Map<String, ColumnProfile> profiles =
                dataset.stream().collect(Collectors.toMap(ColumnProfile::name, profile -> profile));
        List<RowColumn> columns = new ArrayList<>();
        for (ColumnEncoder column : encoder.columns()) {
            ColumnProfile profile = profiles.get(column.column());
            if (profile == null) {
                throw new IllegalArgumentException("the dataset has no column " + column.column());
            }
            columns.add(column(column, profile));
        }
        return new RowLayout(columns, dataset);
    }

    private static RowColumn column(ColumnEncoder encoder, ColumnProfile profile) {
        String name = profile.name();
        if (encoder instanceof Scaled image) {
            return new RowColumn.Image(name, image.shape());
        }
        return switch (profile.type()) {
            case NUMBER, INTEGER -> new RowColumn.Numeric(name);
            case TIMESTAMP -> new RowColumn.Time(name);
            case BOOLEAN, CATEGORY, TEXT -> new RowColumn.Word(name);
            case TENSOR -> throw new IllegalArgumentException("column " + name + " is not encoded as a tensor");
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
