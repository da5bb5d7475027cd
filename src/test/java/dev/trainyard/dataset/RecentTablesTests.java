package dev.trainyard.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.engine.data.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentTablesTests {
    private final RecentTables tables = new RecentTables();

    @Test
    void readsADatasetOnce() throws IOException {
        Table first = read("a");
        assertThat(read("a")).isSameAs(first);
        assertThat(read("b")).isNotSameAs(first);
    }

    @Test
    void readsADatasetAgainThatOthersHaveDisplaced() throws IOException {
        Table first = read("a");
        Table second = read("b");
        for (int other = 2; other < RecentTables.MOST; other++) {
            read("c" + other);
        }
        assertThat(read("a")).isSameAs(first);
        read("d");
        assertThat(read("a")).isSameAs(first);
        assertThat(read("b")).isNotSameAs(second);
    }

    @Test
    void forgetsADatasetThatIsDeleted() throws IOException {
        Table first = read("a");
        tables.forget("a");
        assertThat(read("a")).isNotSameAs(first);
    }

    @Test
    void doesNotReadWhatWasUploadedLast() throws IOException {
        Table uploaded = new Table(0, List.of());
        tables.written("a", uploaded);
        assertThat(read("a")).isSameAs(uploaded);
        tables.written("b", new Table(0, List.of()));
        assertThat(read("a")).isSameAs(uploaded);
    }

    @Test
    void displacesNothingByUploadsThatNobodyReads() throws IOException {
        List<Table> read = new ArrayList<>();
        for (int dataset = 0; dataset < RecentTables.MOST; dataset++) {
            read.add(read("read" + dataset));
        }
        Table first = new Table(0, List.of());
        tables.written("first", first);
        tables.written("second", new Table(0, List.of()));
        for (int dataset = 0; dataset < RecentTables.MOST; dataset++) {
            assertThat(read("read" + dataset)).isSameAs(read.get(dataset));
        }
        assertThat(read("first")).isNotSameAs(first);
    }

    @Test
    void forgetsAnUploadThatIsDeleted() throws IOException {
        Table uploaded = new Table(0, List.of());
        tables.written("a", uploaded);
        tables.forget("a");
        assertThat(read("a")).isNotSameAs(uploaded);
    }

    @Test
    void keepsNothingOfAReadingThatFailed() throws IOException {
        assertThatThrownBy(() -> tables.get("a", () -> {
                    throw new IOException("damaged");
                }))
                .hasMessage("damaged");
        assertThat(read("a")).isNotNull();
    }

    private Table read(String dataset) throws IOException {
        return tables.get(dataset, () -> new Table(0, List.of()));
    }
}
