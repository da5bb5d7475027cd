package dev.trainyard.training;

import java.util.Locale;

/** What a user wants of a running job; its run fulfils it within a batch. */
enum Wish {
    CANCEL,
    PAUSE;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Wish of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
