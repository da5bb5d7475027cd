package dev.trainyard.engine.inspect;

/** Names as they are told: columns give theirs to embeddings, and a column's name may be of any length. */
final class Shown {
    private static final int LONGEST = 100;
    private static final int KEPT = 88;

    private Shown() {}

    /** The name, or its beginning with a mark of the rest. */
    static String name(String name) {
        return name.length() <= LONGEST ? name : name.substring(0, KEPT) + "~" + String.format("%08x", name.hashCode());
    }
}
