package dev.trainyard.dataset;

import dev.trainyard.dataset.format.Heading;
import dev.trainyard.dataset.format.Rows;
import dev.trainyard.dataset.format.Unreadable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a look at all rows of a file shows.
 *
 * @param words per column the words in the order of their codes; null for numbers, times and tensors, and for text of more
 *     words than are kept
 */
record Profile(long rows, List<ColumnProfile> columns, List<@Nullable List<String>> words) {
    private static final int BYTE_VALUES = 256;

    /** Starts another look at the same rows. */
    @FunctionalInterface
    interface Look {
        Rows rows() throws IOException;
    }

    /** @param distinctBytes memory for telling different values apart */
    static Profile of(Look look, long distinctBytes) throws IOException {
        Counting counting;
        try (Rows rows = look.rows()) {
            counting = new Counting(rows.headings(), new Budget(distinctBytes));
            counting.first(rows);
        }
        counting.refuseWithoutValues();
        if (counting.cells.stream().anyMatch(column -> column != null && column.wantsWords())) {
            try (Rows rows = look.rows()) {
                counting.second(rows);
            }
        }
        return counting.profile();
    }

    private static final class Counting {
        private final List<Heading> headings;
        private final List<@Nullable ColumnStatistics> cells = new ArrayList<>();
        private final List<long @Nullable []> histograms = new ArrayList<>();
        private long count;

        Counting(List<Heading> headings, Budget budget) {
            this.headings = headings;
            for (Heading heading : headings) {
                boolean tensor = heading instanceof Heading.Tensor;
                cells.add(tensor ? null : new ColumnStatistics(heading, budget));
                histograms.add(tensor ? new long[BYTE_VALUES] : null);
            }
        }

        void first(Rows rows) throws IOException {
            while (rows.next()) {
                count++;
                for (int column = 0; column < cells.size(); column++) {
                    ColumnStatistics statistics = cells.get(column);
                    long[] histogram = histograms.get(column);
                    if (statistics != null) {
                        statistics.add(rows.cell(column), rows);
                    } else if (histogram != null) {
                        for (byte value : rows.tensor(column)) {
                            histogram[value & 0xff]++;
                        }
                    }
                }
            }
        }

        void refuseWithoutValues() throws Unreadable {
            if (cells.stream().allMatch(column -> column != null && column.isEmpty(count))) {
                throw Unreadable.at("rows 1 to " + count, "there is no value in any column; expected one at least");
            }
        }

        void second(Rows rows) throws IOException {
            while (rows.next()) {
                for (int column = 0; column < cells.size(); column++) {
                    ColumnStatistics statistics = cells.get(column);
                    if (statistics != null && statistics.wantsWords()) {
                        statistics.addAgain(rows.cell(column));
                    }
                }
            }
        }

        Profile profile() throws IOException {
            List<ColumnProfile> columns = new ArrayList<>();
            List<@Nullable List<String>> words = new ArrayList<>();
            for (int column = 0; column < cells.size(); column++) {
                ColumnStatistics statistics = cells.get(column);
                columns.add(statistics == null ? tensor(column) : statistics.profile());
                words.add(statistics == null ? null : statistics.words());
            }
            return new Profile(count, columns, words);
        }

        private ColumnProfile tensor(int column) {
            Heading.Tensor tensor = (Heading.Tensor) headings.get(column);
            long[] histogram = histograms.get(column);
            Moments moments = new Moments();
            for (int value = 0; histogram != null && value < histogram.length; value++) {
                moments.add(value, histogram[value]);
            }
            return ColumnProfile.ofTensors(tensor.name(), tensor.shape(), moments);
        }
    }
}
