package dev.trainyard.dataset;

import dev.trainyard.dataset.format.Cell;
import dev.trainyard.dataset.format.Heading;
import dev.trainyard.dataset.format.Rows;
import dev.trainyard.dataset.format.Unreadable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one column of cells shows, value by value. Memory is bounded: beyond so many different values they are no longer
 * told apart.
 *
 * <p>Words are kept from the first value on unless that is a number or a time. A column in which words turn up later
 * {@link #wantsWords} and sees all its values once more.
 */
final class ColumnStatistics {
    static final int MOST_DISTINCT = 10_000;
    static final int LONGEST_CATEGORY = 255;
    /** So many different words are categories even if hardly one repeats. */
    static final int FEW = 20;

    private static final double LARGEST_WHOLE = 1L << 53;

    private final Heading heading;
    private final Budget budget;
    private final Moments moments = new Moments();
    private final DistinctNumbers distinct;
    private @Nullable Words words;
    private boolean late;
    private long missing;
    private long numbers;
    private long truths;
    private boolean seenTrue;
    private boolean seenFalse;
    private long times;
    private long others;
    private boolean whole = true;
    private int longest;
    private @Nullable String infinitePlace;
    private @Nullable String oddPlace;
    private @Nullable String oddWord;

    ColumnStatistics(Heading heading, Budget budget) {
        this.heading = heading;
        this.budget = budget;
        this.distinct = new DistinctNumbers(MOST_DISTINCT, budget);
        if (heading instanceof Heading.Classes) {
            words = new Words(MOST_DISTINCT, budget);
        }
    }

    void add(Cell cell, Rows rows) {
        if (cell.missing()) {
            missing++;
            return;
        }
        longest = Math.max(longest, cell.length());
        if (heading instanceof Heading.Classes) {
            others++;
        } else {
            classify(cell, rows);
        }
        keepWord(cell);
    }

    private void classify(Cell cell, Rows rows) {
        double number = cell.number();
        if (!Double.isNaN(number)) {
            addNumber(number, rows);
        } else if (truths == values() && cell.truth() >= 0) {
            truths++;
            seenTrue |= cell.truth() == 1;
            seenFalse |= cell.truth() == 0;
        } else {
            double time = times == values() ? cell.time() : Double.NaN;
            if (Double.isNaN(time)) {
                addOther(cell, rows);
            } else {
                times++;
                addValue(time);
            }
        }
    }

    private void addNumber(double number, Rows rows) {
        numbers++;
        if (Double.isInfinite(number)) {
            infinitePlace = infinitePlace == null ? rows.place() : infinitePlace;
            return;
        }
        whole &= number == Math.rint(number) && Math.abs(number) <= LARGEST_WHOLE;
        addValue(number);
    }

    private void addValue(double value) {
        if (Math.max(numbers, times) == values()) {
            moments.add(value);
            distinct.add(value);
        }
    }

    private void addOther(Cell cell, Rows rows) {
        others++;
        if (oddPlace == null) {
            oddPlace = rows.place();
            oddWord = cell.text();
        }
    }

    private void keepWord(Cell cell) {
        if (words == null && !late) {
            if (values() == 1 && numbers + times == 0) {
                words = new Words(MOST_DISTINCT, budget);
            } else if (numbers != values() && times != values()) {
                late = true;
                distinct.free();
            }
        }
        if (words != null && words.complete()) {
            words.add(cell.text());
        }
    }

    private long values() {
        return numbers + truths + times + others;
    }

    /** Whether no row so far has a value. */
    boolean isEmpty(long rows) {
        return missing == rows;
    }

    boolean wantsWords() {
        return late;
    }

    /** One value of the second look. */
    void addAgain(Cell cell) {
        if (words == null) {
            words = new Words(MOST_DISTINCT, budget);
        }
        if (words.complete() && !cell.missing()) {
            words.add(cell.text());
        }
    }

    /** The words in the order of their codes; null for numbers and times, and where there were too many. */
    @Nullable
    List<String> words() {
        return switch (type()) {
            case BOOLEAN -> List.of("false", "true");
            case CATEGORY, TEXT -> words == null || !words.complete() ? null : words.sorted();
            case NUMBER, INTEGER, TIMESTAMP, TENSOR -> null;
        };
    }

    ColumnType type() {
        if (numbers == values()) {
            return whole && numbers > 0 ? ColumnType.INTEGER : ColumnType.NUMBER;
        }
        if (truths == values()) {
            return ColumnType.BOOLEAN;
        }
        if (times == values()) {
            return ColumnType.TIMESTAMP;
        }
        return isCategory() ? ColumnType.CATEGORY : ColumnType.TEXT;
    }

    private boolean isCategory() {
        if (words == null || !words.complete()) {
            return false;
        }
        return heading instanceof Heading.Classes
                || (longest <= LONGEST_CATEGORY && words.size() <= Math.max(FEW, others / 2 + numbers / 2));
    }

    /** @throws Unreadable if it is a column of numbers, but one of them is infinite */
    ColumnProfile profile() throws Unreadable {
        ColumnType type = type();
        return switch (type) {
            case NUMBER, INTEGER, TIMESTAMP -> numeric(type);
            case BOOLEAN ->
                ColumnProfile.ofWords(
                        heading.name(), type, missing, seenTrue && seenFalse ? 2 : 1, true, words(), null);
            case CATEGORY, TEXT -> words(type);
            case TENSOR -> throw new IllegalStateException("a tensor has no cells");
        };
    }

    private ColumnProfile numeric(ColumnType type) throws Unreadable {
        if (infinitePlace != null) {
            throw Unreadable.at(
                    infinitePlace + ", column \"" + heading.name() + "\"",
                    "expected a finite number or an empty field, got an infinity or a number beyond 1.8e308");
        }
        return ColumnProfile.ofNumbers(heading.name(), type, missing, distinct.size(), distinct.exact(), moments);
    }

    private ColumnProfile words(ColumnType type) {
        long size = words == null ? 0 : words.size();
        boolean complete = words != null && words.complete();
        List<String> categories = type == ColumnType.CATEGORY ? words() : null;
        return ColumnProfile.ofWords(heading.name(), type, missing, size, complete, categories, note());
    }

    /** Why a column that is nearly all numbers is not one of numbers. */
    private @Nullable String note() {
        if (oddWord == null || numbers < 9 * (values() - numbers)) {
            return null;
        }
        String word = oddWord.length() > 40 ? oddWord.substring(0, 40) + "…" : oddWord;
        return "%d of %d values are numbers; the first that is not is \"%s\" in %s"
                .formatted(numbers, values(), word, oddPlace);
    }
}
