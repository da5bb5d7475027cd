package dev.trainyard.engine.train;

import dev.trainyard.engine.data.FeatureEncoder;
import dev.trainyard.engine.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What enters a network: floats of a shape, then one code per embedded column.
 *
 * @param shape shape of a row without the codes; null if there are codes only
 * @param embedded the columns whose codes stand at the end of a row, in that order
 */
public record InputSpec(@Nullable Shape shape, List<EmbeddedInput> embedded) {
    /**
     * A column of codes.
     *
     * @param column name of the column
     * @param codes number of different codes
     * @param dimension length of the vector learned for each code
     */
    public record EmbeddedInput(String column, int codes, int dimension) {}

    public InputSpec {
        embedded = List.copyOf(embedded);
        if (shape == null && embedded.isEmpty()) {
            throw new IllegalArgumentException("expected a shape or embedded columns, got neither");
        }
    }

    public static InputSpec of(Shape shape) {
        return new InputSpec(shape, List.of());
    }

    /** What this encoder writes. */
    public static InputSpec of(FeatureEncoder encoder) {
        List<EmbeddedInput> embedded = encoder.embedded().stream()
                .map(column -> new EmbeddedInput(column.column(), column.codes(), column.dimension()))
                .toList();
        return new InputSpec(encoder.shape(), embedded);
    }

    /** Floats per row, codes included. */
    public int width() {
        return dense() + embedded.size();
    }

    /** Floats per row without the codes. */
    int dense() {
        return shape == null ? 0 : Math.toIntExact(shape.size());
    }
}
