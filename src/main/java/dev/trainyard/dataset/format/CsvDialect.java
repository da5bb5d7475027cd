package dev.trainyard.dataset.format;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How a CSV file is written, guessed from its beginning, which always gives the same answer for the same file.
 *
 * @param header whether the first record has the names of the columns
 */
record CsvDialect(char separator, boolean header) {
    private static final int CHARACTERS = 1 << 20;
    private static final int RECORDS = 500;
    /** Either wins over the comma when both fit: numbers may have a decimal comma. */
    private static final char[] OTHER_SEPARATORS = {'\t', ';'};

    static CsvDialect of(Source file, Limits limits) throws IOException {
        char[] sample = new char[CHARACTERS];
        int length = 0;
        try (Utf8Reader reader = CsvRows.reader(file, limits)) {
            for (int read = 0; read >= 0 && length < sample.length - 1; length += Math.max(0, read)) {
                read = reader.read(sample, length, sample.length - length);
            }
        }
        return of(new String(sample, 0, length), length >= sample.length - 1);
    }

    static CsvDialect of(String sample, boolean cut) {
        char best = ',';
        Sample bestSample = Sample.of(sample, ',', cut);
        for (char separator : OTHER_SEPARATORS) {
            Sample other = Sample.of(sample, separator, cut);
            if (other.score() > bestSample.score() || (best == ',' && other.score() == Sample.CERTAIN)) {
                best = separator;
                bestSample = other;
            }
        }
        return new CsvDialect(best, hasHeader(bestSample.records()));
    }

    /** The first records as one separator tells them apart, up to where that fails. */
    private record Sample(List<CsvRecord> records, boolean failed) {
        static final long CERTAIN = Long.MAX_VALUE;

        static Sample of(String text, char separator, boolean cut) {
            List<CsvRecord> records = new ArrayList<>();
            boolean failed = false;
            try (var reader = CsvReader.builder()
                    .fieldSeparator(separator)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .ofCsvRecord(text)) {
                reader.stream().limit(RECORDS).forEach(records::add);
            } catch (CsvParseException | IOException _) {
                failed = true;
            }
            if (cut && !failed && records.size() > 1 && records.size() < RECORDS) {
                records.removeLast();
            }
            return new Sample(records, failed);
        }

        /** Certain if every record has the same number of fields, several; else how many records agree with the first. */
        long score() {
            int fields = records.isEmpty() ? 0 : records.getFirst().getFieldCount();
            if (fields < 2) {
                return 0;
            }
            long agreeing = records.stream()
                    .filter(record -> record.getFieldCount() == fields)
                    .count();
            return agreeing == records.size() && !failed ? CERTAIN : agreeing * Integer.MAX_VALUE + fields;
        }
    }

    /**
     * Names stand above values of another kind: words over numbers. Where all is words, names are those that do not occur
     * again below.
     */
    private static boolean hasHeader(List<CsvRecord> records) {
        if (records.isEmpty()) {
            return false;
        }
        CsvRecord first = records.getFirst();
        int valuesAbove = 0;
        int namesAboveValues = 0;
        int repeated = 0;
        for (int column = 0; column < first.getFieldCount(); column++) {
            Cell cell = Cell.of(first.getField(column));
            if (isValue(cell)) {
                valuesAbove++;
            } else if (isOfValues(records, column)) {
                namesAboveValues++;
            } else if (occursBelow(records, column)) {
                repeated++;
            }
        }
        if (valuesAbove > 0 || namesAboveValues > 0) {
            return namesAboveValues > valuesAbove;
        }
        return 2 * repeated < first.getFieldCount();
    }

    private static boolean isValue(Cell cell) {
        return !cell.missing() && (isNumber(cell) || !Double.isNaN(cell.time()) || cell.truth() >= 0);
    }

    /** Also one with a decimal comma: it is read as a word, but nobody names a column so. */
    private static boolean isNumber(Cell cell) {
        return !Double.isNaN(cell.number())
                || !Double.isNaN(Cell.of(cell.text().replace(',', '.')).number());
    }

    private static boolean isOfValues(List<CsvRecord> records, int column) {
        boolean any = false;
        for (CsvRecord row : records.subList(1, records.size())) {
            if (column < row.getFieldCount()) {
                Cell cell = Cell.of(row.getField(column));
                if (!cell.missing() && !isValue(cell)) {
                    return false;
                }
                any |= !cell.missing();
            }
        }
        return any;
    }

    private static boolean occursBelow(List<CsvRecord> records, int column) {
        String name = records.getFirst().getField(column).strip();
        return records.stream()
                .skip(1)
                .anyMatch(row -> column < row.getFieldCount()
                        && row.getField(column).strip().equals(name));
    }
}
