package dev.trainyard.dataset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The different words of a column, up to a number of them. */
final class Words {
    static final int ABSENT = -1;
    /** What a word costs besides its characters: itself, its code and its place in the table. */
    private static final int BYTES_PER_WORD = 128;

    private static final Pattern WHOLE = Pattern.compile("0|-?[1-9][0-9]{0,17}");

    private final int limit;
    private final Budget budget;
    private final Map<String, Integer> codes = new HashMap<>();
    private long bytes;
    private int lost;

    Words(int limit, Budget budget) {
        this.limit = limit;
        this.budget = budget;
    }

    /** The words of a list, each with its index as the code. */
    static Words of(List<String> words) {
        Words of = new Words(Integer.MAX_VALUE, new Budget(Long.MAX_VALUE));
        words.forEach(of::add);
        return of;
    }

    /** The code of the word, a new one if it is new; {@link #ABSENT} if there is no room for it. */
    int add(String word) {
        Integer code = codes.get(word);
        if (code != null) {
            return code;
        }
        if (lost > 0 || codes.size() == limit || !budget.take(cost(word))) {
            lose();
            return ABSENT;
        }
        bytes += cost(word);
        codes.put(word, codes.size());
        return codes.size() - 1;
    }

    int code(String word) {
        return codes.getOrDefault(word, ABSENT);
    }

    /** How many different words there are, at least. */
    int size() {
        return Math.max(lost, codes.size());
    }

    /** Whether every word that came is here. */
    boolean complete() {
        return lost == 0;
    }

    /** The words in ascending order, by value if all are whole numbers. */
    List<String> sorted() {
        List<String> words = new ArrayList<>(codes.keySet());
        boolean whole = words.stream().allMatch(word -> WHOLE.matcher(word).matches());
        words.sort(whole ? Comparator.comparingLong(Long::parseLong) : Comparator.naturalOrder());
        return List.copyOf(words);
    }

    /** All or nothing: some of the words are of no use, so their memory is given back. */
    private void lose() {
        lost = Math.max(1, size());
        budget.giveBack(bytes);
        bytes = 0;
        codes.clear();
    }

    private static long cost(String word) {
        return BYTES_PER_WORD + 2L * word.length();
    }
}
