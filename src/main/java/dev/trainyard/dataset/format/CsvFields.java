package dev.trainyard.dataset.format;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** The fields of the current record, in buffers that are reused from record to record. */
final class CsvFields extends AbstractBaseCsvCallbackHandler<CsvFields> {
    private final Limits limits;
    private char[] chars = new char[1 << 12];
    private int[] ends = new int[1 << 5];
    private int count;
    private long line;

    CsvFields(Limits limits) {
        this.limits = limits;
    }

    int count() {
        return count;
    }

    /** The line in which the record starts, the first being 1. */
    long line() {
        return line;
    }

    Cell read(int field, Cell cell) {
        return cell.set(chars, field == 0 ? 0 : ends[field - 1], ends[field]);
    }

    @Override
    protected void handleBegin(long startingLine) {
        line = startingLine;
        count = 0;
    }

    @Override
    protected void handleField(int field, char[] buffer, int offset, int length, boolean quoted) {
        int begin = count == 0 ? 0 : ends[count - 1];
        if (count == limits.columns()) {
            throw refusal("it has more than " + limits.columns() + " columns");
        }
        if (length > limits.recordCharacters() - begin) {
            throw refusal("its record is longer than " + limits.recordCharacters() + " characters");
        }
        if (begin + length > chars.length) {
            chars = Arrays.copyOf(chars, Math.max(2 * chars.length, begin + length));
        }
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * ends.length);
        }
        System.arraycopy(buffer, offset, chars, begin, length);
        ends[count++] = begin + length;
    }

    @Override
    protected CsvFields buildRecord() {
        return this;
    }

    private UncheckedIOException refusal(String detail) {
        return new UncheckedIOException(Unreadable.tooLarge("line " + line, detail));
    }
}
