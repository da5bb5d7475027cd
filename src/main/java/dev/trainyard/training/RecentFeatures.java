package dev.trainyard.training;

import dev.trainyard.engine.data.FeatureEncoder;
import dev.trainyard.engine.data.Features;
import dev.trainyard.engine.data.Table;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The encoded training rows of the last trainings with their encoders: who tries one training after another with the same data
 * waits for the encoding once, and trainings at the same time share it. It is a pure function of the table, the columns and the
 * rows, which nobody writes to; where one of them is another, it is done anew. Kept for as long as nobody wants the memory.
 */
final class RecentFeatures {
    static final int MOST = 2;

    private final Deque<SoftReference<Kept>> recent = new ArrayDeque<>(MOST);

    /**
     * Rows as they enter a network.
     *
     * @param encoder fitted to them
     */
    record Encoded(FeatureEncoder encoder, Features features) {}

    @SuppressWarnings("ArrayRecordComponent")
    private record Kept(WeakReference<Table> table, List<String> columns, int[] rows, Encoded encoded) {
        boolean isOf(Table other, List<String> otherColumns, int[] otherRows) {
            return table.refersTo(other) && columns.equals(otherColumns) && Arrays.equals(rows, otherRows);
        }
    }

    /**
     * Fits an encoder to rows and encodes them. Neither the rows nor what is answered may be written to.
     *
     * @throws dev.trainyard.engine.data.InvalidData as {@link FeatureEncoder#fit} and {@link FeatureEncoder#encode}
     */
    Encoded of(Table table, List<String> columns, int[] rows) {
        Encoded known = known(table, columns, rows);
        if (known != null) {
            return known;
        }
        FeatureEncoder encoder = FeatureEncoder.fit(table, columns, rows);
        Encoded encoded = new Encoded(encoder, encoder.encode(table, rows));
        keep(new Kept(new WeakReference<>(table), List.copyOf(columns), rows, encoded));
        return encoded;
    }

    private synchronized @Nullable Encoded known(Table table, List<String> columns, int[] rows) {
        for (SoftReference<Kept> reference : recent) {
            Kept kept = reference.get();
            if (kept != null && kept.isOf(table, columns, rows)) {
                recent.remove(reference);
                recent.addLast(reference);
                return kept.encoded();
            }
        }
        return null;
    }

    private synchronized void keep(Kept kept) {
        if (recent.size() == MOST) {
            recent.removeFirst();
        }
        recent.addLast(new SoftReference<>(kept));
    }
}
