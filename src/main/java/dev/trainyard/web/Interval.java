package dev.trainyard.web;

import java.time.Duration;
import java.util.Locale;

/** A length of time as both databases spell it: only their clock decides leases and order. */
public record Interval(Duration length) {
    public String fromNow() {
        return "current_timestamp + " + literal();
    }

    public String ago() {
        return "current_timestamp - " + literal();
    }

    private String literal() {
        return String.format(Locale.ROOT, "interval '%.3f' second", length.toMillis() / 1000.0);
    }
}
