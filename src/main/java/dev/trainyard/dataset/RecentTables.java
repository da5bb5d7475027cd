package dev.trainyard.dataset;

import dev.trainyard.engine.data.Table;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of the datasets that were read last, by their ids: who tries one training after another with the same data waits
 * for it once, and trainings at the same time share it. Besides them those of the last upload, which most often is what is
 * trained with next; it displaces none that was read. Nothing writes to a table, and a dataset never changes. Kept for as
 * long as nobody wants the memory.
 */
final class RecentTables {
    static final int MOST = 2;
    private static final float LOAD = 0.75f;

    private final Map<String, SoftReference<Table>> tables = new LinkedHashMap<>(2 * MOST, LOAD, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SoftReference<Table>> eldest) {
            return size() > MOST;
        }
    };

    private @Nullable Written written;

    /** The last one uploaded, until it is read. */
    private record Written(String dataset, SoftReference<Table> table) {}

    /** Reads a whole dataset. */
    @FunctionalInterface
    interface Reading {
        Table read() throws IOException;
    }

    /** The table of this dataset, read only if it is not there. */
    Table get(String dataset, Reading reading) throws IOException {
        Table known = known(dataset);
        if (known != null) {
            return known;
        }
        Table table = reading.read();
        keep(dataset, table);
        return table;
    }

    /** Takes in what was just uploaded. */
    synchronized void written(String dataset, Table table) {
        written = new Written(dataset, new SoftReference<>(table));
    }

    synchronized void forget(String dataset) {
        tables.remove(dataset);
        takeWritten(dataset);
    }

    private synchronized @Nullable Table known(String dataset) {
        SoftReference<Table> kept = takeWritten(dataset);
        if (kept == null) {
            kept = tables.get(dataset);
        } else {
            tables.put(dataset, kept);
        }
        return kept == null ? null : kept.get();
    }

    private @Nullable SoftReference<Table> takeWritten(String dataset) {
        Written last = written;
        if (last == null || !last.dataset().equals(dataset)) {
            return null;
        }
        written = null;
        return last.table();
    }

    private synchronized void keep(String dataset, Table table) {
        tables.put(dataset, new SoftReference<>(table));
    }
}
