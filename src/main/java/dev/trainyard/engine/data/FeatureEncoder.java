package dev.trainyard.engine.data;

import dev.trainyard.engine.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns rows of a table into the floats that enter a network. Fitted on the training rows only, stored with the model:
 * table → {@link #fit} → encoder → {@link #encode} → features → {@link Examples}.
 *
 * <p>Floats of a row: the columns in the table's order, those of {@link Embedded} columns (one code each) at the end.
 *
 * @param columns the encoders in the order of their floats
 * @param ignored features that were asked for but say nothing, with the reason
 */
public record FeatureEncoder(List<ColumnEncoder> columns, List<Ignored> ignored) {
    public FeatureEncoder {
        columns = List.copyOf(columns);
        ignored = List.copyOf(ignored);
    }

    /**
     * Fits one encoder per feature.
     *
     * @param features names of the columns to use
     * @param trainingRows the rows that may be looked at
     * @throws InvalidData if a feature is unknown, there are no rows, or no feature says anything
     */
    public static FeatureEncoder fit(Table table, List<String> features, int[] trainingRows) {
        features.forEach(table::column);
        if (trainingRows.length == 0) {
            throw new InvalidData(InvalidData.Code.NO_ROWS, "", "expected at least one training row, got none");
        }
        var dense = new ArrayList<ColumnEncoder>();
        var embedded = new ArrayList<ColumnEncoder>();
        var ignored = new ArrayList<Ignored>();
        Set<String> wanted = Set.copyOf(features);
        List<ColumnFit> fits = table.columns().parallelStream()
                .filter(column -> wanted.contains(column.name()))
                .map(column -> ColumnFit.of(column, trainingRows))
                .toList();
        for (ColumnFit fit : fits) {
            switch (fit) {
                case ColumnFit.Use(Embedded encoder) -> embedded.add(encoder);
                case ColumnFit.Use(ColumnEncoder encoder) -> dense.add(encoder);
                case ColumnFit.Skip(Ignored reason) -> ignored.add(reason);
            }
        }
        dense.addAll(embedded);
        if (dense.isEmpty()) {
            throw new InvalidData(
                    InvalidData.Code.NO_FEATURES, "", "expected a feature that varies, got %s".formatted(ignored));
        }
        return new FeatureEncoder(dense, ignored);
    }

    /**
     * Encodes rows of the fitted table or of another one with the same columns.
     *
     * @throws InvalidData if a column is missing or of another type, or the floats do not fit into one array
     */
    public Features encode(Table table, int[] rows) {
        if (columns.size() == 1 && columns.getFirst() instanceof Scaled scaled) {
            return scaled.features(table.column(scaled.column()), rows);
        }
        int width = width();
        if ((long) rows.length * width > Integer.MAX_VALUE - 8) {
            throw new InvalidData(
                    InvalidData.Code.TOO_LARGE,
                    "",
                    "expected at most %d floats, got %d rows of %d".formatted(Integer.MAX_VALUE, rows.length, width));
        }
        float[] values = new float[rows.length * width];
        int offset = 0;
        for (ColumnEncoder encoder : columns) {
            encoder.encode(table.column(encoder.column()), rows, values, width, offset);
            offset += encoder.width();
        }
        return new MatrixFeatures(rows.length, width, values);
    }

    /** Floats per row, codes of embedded columns included. */
    public int width() {
        return columns.stream().mapToInt(ColumnEncoder::width).sum();
    }

    /** Shape of a row without the codes: a lone tensor's own, else one dimension; null if there are codes only. */
    public @Nullable Shape shape() {
        if (columns.size() == 1 && columns.getFirst() instanceof Scaled scaled) {
            return scaled.shape();
        }
        int dense = width() - embedded().size();
        return dense == 0 ? null : Shape.of(dense);
    }

    /** The columns whose codes stand at the end of a row. */
    public List<Embedded> embedded() {
        return columns.stream()
                .filter(Embedded.class::isInstance)
                .map(Embedded.class::cast)
                .toList();
    }
}
