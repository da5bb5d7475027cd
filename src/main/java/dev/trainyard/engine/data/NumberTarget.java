package dev.trainyard.engine.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Values standardized per column: y = (x - mean) / deviation, so that losses and learning rates mean the same in any
 * unit; {@link #decode} gives an output its unit back.
 *
 * @param means of the training rows, in each column's unit
 * @param deviations of the training rows, in each column's unit
 */
public record NumberTarget(List<String> columns, List<Double> means, List<Double> deviations) implements TargetEncoder {
    public NumberTarget {
        columns = List.copyOf(columns);
        means = List.copyOf(means);
        deviations = List.copyOf(deviations);
    }

    static NumberTarget fit(Table table, List<String> targets, int[] rows) {
        var means = new ArrayList<Double>();
        var deviations = new ArrayList<Double>();
        for (String target : targets) {
            double[] values = present(table.column(target).asNumbers(), rows);
            double mean = Arrays.stream(values).average().orElseThrow();
            double deviation = Math.sqrt(Arrays.stream(values)
                    .map(value -> (value - mean) * (value - mean))
                    .average()
                    .orElseThrow());
            if (!(deviation > 0) || !Double.isFinite(deviation)) {
                throw new InvalidData(
                        InvalidData.Code.CONSTANT_TARGET,
                        target,
                        "expected different finite values, got a deviation of %s".formatted(deviation));
            }
            means.add(mean);
            deviations.add(deviation);
        }
        return new NumberTarget(targets, means, deviations);
    }

    private static double[] present(NumberColumn column, int[] rows) {
        double[] values = Arrays.stream(rows)
                .filter(row -> !column.missing(row))
                .mapToDouble(row -> column.values()[row])
                .toArray();
        if (values.length == 0) {
            throw new InvalidData(InvalidData.Code.NO_ROWS, column.name(), "expected a value in some row, got none");
        }
        return values;
    }

    @Override
    public Task task() {
        return Task.REGRESSION;
    }

    @Override
    public int outputs() {
        return columns.size();
    }

    @Override
    public Targets encode(Table table, int[] rows) {
        int width = outputs();
        float[] values = new float[rows.length * width];
        for (int i = 0; i < width; i++) {
            NumberColumn numbers = table.column(columns.get(i)).asNumbers();
            for (int row = 0; row < rows.length; row++) {
                values[row * width + i] = encode(i, numbers.values()[rows[row]]);
            }
        }
        return new Targets(
                width,
                values,
                deviations.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private float encode(int output, double value) {
        if (!Double.isFinite(value)) {
            throw new InvalidData(InvalidData.Code.COLUMN_TYPE, columns.get(output), "expected a number, got " + value);
        }
        return (float) ((value - means.get(output)) / deviations.get(output));
    }

    /** The value of an output in the column's unit. */
    public double decode(int output, float value) {
        return Math.fma((double) value, deviations.get(output), means.get(output));
    }
}
