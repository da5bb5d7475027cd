package dev.trainyard.engine.data;

/**
 * A number: y = clamp((x - mean) / deviation, -limit, limit), and a second float that is 1 where x is missing if any
 * training row misses it. A missing x is replaced by {@code imputed}.
 *
 * @param mean of the training rows, in the column's unit
 * @param deviation standard deviation of the training rows, in the column's unit, not 0
 * @param limit largest |y|, in deviations; keeps an outlier from ruling a batch
 * @param imputed stands for a missing value, in the column's unit
 * @param indicator whether there is the second float
 */
public record Standardized(
        String column, double mean, double deviation, double limit, double imputed, boolean indicator)
        implements ColumnEncoder {
    @Override
    public int width() {
        return indicator ? 2 : 1;
    }

    @Override
    public void encode(Column source, int[] rows, float[] out, int stride, int offset) {
        NumberColumn numbers = source.asNumbers();
        for (int i = 0; i < rows.length; i++) {
            boolean missing = numbers.missing(rows[i]);
            out[i * stride + offset] = standardized(missing ? imputed : numbers.values()[rows[i]]);
            if (indicator) {
                out[i * stride + offset + 1] = missing ? 1 : 0;
            }
        }
    }

    private float standardized(double value) {
        return (float) Math.clamp((value - mean) / deviation, -limit, limit);
    }
}
