package dev.trainyard.dataset.format;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One value as it stands in a file, without the white space around it, and what it can be read as. Reused row by row. */
public final class Cell {
    private static final Set<String> MISSING = Set.of("", "na", "n/a", "nan", "null", "?");
    private static final int LONGEST_MISSING = 4;
    private static final Set<String> INFINITE = Set.of("inf", "infinity");
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][' ']HH:mm[:ss]")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private char[] chars = new char[0];
    private int from;
    private int to;

    public static Cell of(String text) {
        return new Cell().set(text.toCharArray(), 0, text.length());
    }

    Cell set(char[] buffer, int begin, int end) {
        chars = buffer;
        from = begin;
        to = end;
        while (from < to && chars[from] <= ' ') {
            from++;
        }
        while (to > from && chars[to - 1] <= ' ') {
            to--;
        }
        return this;
    }

    public int length() {
        return to - from;
    }

    /** Empty, NA, N/A, NaN, null or ?, in any case. */
    public boolean missing() {
        return from == to || (length() <= LONGEST_MISSING && isOneOf(MISSING, from));
    }

    /**
     * The decimal number that this is, with a point and an optional exponent: an infinity if it is written as one or has no
     * finite double, NaN if it is no number.
     */
    public double number() {
        return Decimal.parse(chars, from, to, this);
    }

    /** 0 for false, 1 for true, in any case; -1 for anything else. */
    public int truth() {
        if (is("true")) {
            return 1;
        }
        return is("false") ? 0 : -1;
    }

    /** Seconds since 1970-01-01T00:00Z of an ISO 8601 date or date and time, UTC if it names no zone; NaN otherwise. */
    public double time() {
        if (!hasDate()) {
            return Double.NaN;
        }
        try {
            TemporalAccessor parsed = ISO.parse(text());
            LocalTime time = parsed.query(TemporalQueries.localTime());
            var date = parsed.query(TemporalQueries.localDate());
            ZoneOffset offset = parsed.query(TemporalQueries.offset());
            Instant instant = date.atTime(time == null ? LocalTime.MIDNIGHT : time)
                    .toInstant(offset == null ? ZoneOffset.UTC : offset);
            return instant.getEpochSecond() + instant.getNano() / 1e9;
        } catch (DateTimeException _) {
            return Double.NaN;
        }
    }

    /** Infinity with its sign if this is written as one; null otherwise. */
    @Nullable
    Double infinity() {
        int start = from < to && (chars[from] == '-' || chars[from] == '+') ? from + 1 : from;
        if (to - start > "infinity".length() || !isOneOf(INFINITE, start)) {
            return null;
        }
        return chars[from] == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }

    public String text() {
        return new String(chars, from, length());
    }

    @Override
    public String toString() {
        return text();
    }

    /** Four digits, a minus, two digits: what every such date starts with and hardly anything else does. */
    private boolean hasDate() {
        if (length() < "2000-01-01".length() || chars[from + 4] != '-' || chars[from + 7] != '-') {
            return false;
        }
        return isDigit(from) && isDigit(from + 3) && isDigit(from + 6) && isDigit(from + 9);
    }

    private boolean isDigit(int position) {
        return chars[position] >= '0' && chars[position] <= '9';
    }

    private boolean is(String word) {
        if (length() != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if ((chars[from + i] | 0x20) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean isOneOf(Set<String> words, int start) {
        return words.contains(new String(chars, start, to - start).toLowerCase(Locale.ROOT));
    }
}
