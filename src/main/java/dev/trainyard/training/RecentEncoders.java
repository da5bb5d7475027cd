package dev.trainyard.training;

import dev.trainyard.engine.data.FeatureEncoder;
import dev.trainyard.engine.data.Table;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The feature encoders that were fitted last: who tries one training after another with the same data waits for the fitting
 * once. It is a pure function of the table, which nobody writes to, the features and the training rows; where one of them is
 * another, it is done anew. Kept for as long as nobody wants the memory.
 */
final class RecentEncoders {
    static final int MOST = 2;

    private final Deque<SoftReference<Fit>> fits = new ArrayDeque<>(MOST);

    @SuppressWarnings("ArrayRecordComponent")
    private record Fit(WeakReference<Table> table, List<String> features, int[] rows, FeatureEncoder encoder) {
        boolean isOf(Table other, List<String> otherFeatures, int[] otherRows) {
            return table.refersTo(other) && features.equals(otherFeatures) && Arrays.equals(rows, otherRows);
        }
    }

    /**
     * As {@link FeatureEncoder#fit}.
     *
     * @param rows not to be written to afterwards
     */
    FeatureEncoder fit(Table table, List<String> features, int[] rows) {
        Fit known = known(table, features, rows);
        if (known != null) {
            return known.encoder();
        }
        FeatureEncoder encoder = FeatureEncoder.fit(table, features, rows);
        keep(new Fit(new WeakReference<>(table), List.copyOf(features), rows, encoder));
        return encoder;
    }

    private synchronized @Nullable Fit known(Table table, List<String> features, int[] rows) {
        for (SoftReference<Fit> kept : fits) {
            Fit fit = kept.get();
            if (fit != null && fit.isOf(table, features, rows)) {
                fits.remove(kept);
                fits.addLast(kept);
                return fit;
            }
        }
        return null;
    }

    private synchronized void keep(Fit fit) {
        if (fits.size() == MOST) {
            fits.removeFirst();
        }
        fits.addLast(new SoftReference<>(fit));
    }
}
