package dev.trainyard.training;

import dev.trainyard.dataset.ColumnProfile;
import dev.trainyard.engine.data.Embedded;
import dev.trainyard.engine.data.OneHot;
import dev.trainyard.engine.tensor.Shape;
import dev.trainyard.engine.train.InputSpec;
import dev.trainyard.engine.train.InputSpec.EmbeddedInput;
import java.util.ArrayList;
import java.util.List;

/**
 * How wide the input of a network will be, from a profile alone: the encoders are fitted when the job runs, on its training rows only. They
 * never make it wider than this, and only narrower where categories are rare.
 *
 * @param spec what enters the network
 * @param bytesPerRow memory of a row while it is read, and encoded
 */
record InputEstimate(InputSpec spec, long bytesPerRow) {
    static InputEstimate of(List<ColumnProfile> features, int targets) {
        if (features.size() == 1 && features.getFirst().shape() != null) {
            Shape shape = new Shape(features.getFirst().shape());
            return new InputEstimate(InputSpec.of(shape), shape.size() + Long.BYTES);
        }
        long dense = 0;
        long read = 0;
        List<EmbeddedInput> embedded = new ArrayList<>();
        for (ColumnProfile column : features) {
            switch (column.type()) {
                case NUMBER, INTEGER, TIMESTAMP -> dense += column.missing() > 0 ? 2 : 1;
                case BOOLEAN, CATEGORY, TEXT -> dense += category(column, embedded);
                case TENSOR ->
                    dense = Math.addExact(dense, new Shape(java.util.Objects.requireNonNull(column.shape())).size());
            }
            read += column.shape() == null ? Double.BYTES : 0;
        }
        int width = Math.toIntExact(Math.max(1, dense));
        long encoded = (long) Float.BYTES * (width + embedded.size() + targets + 1);
        return new InputEstimate(
                new InputSpec(Shape.of(width), embedded), Math.addExact(read, encoded) + Double.BYTES * (long) targets);
    }

    private static long category(ColumnProfile column, List<EmbeddedInput> embedded) {
        Long distinct = column.distinct();
        long kept = Math.min(Embedded.MOST_CATEGORIES, distinct == null ? Embedded.MOST_CATEGORIES : distinct);
        if (kept <= OneHot.MOST_CATEGORIES) {
            return kept + 2;
        }
        embedded.add(new EmbeddedInput(column.name(), Math.toIntExact(kept + 2), Embedded.LONGEST_DIMENSION));
        return 0;
    }
}
