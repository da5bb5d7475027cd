package dev.trainyard.web;

import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.stereotype.Component;

/**
 * Ids such as {@code job_01jt3k…}: a prefix, then 48 bits of milliseconds and 80 random bits in 26 characters of
 * Crockford's base 32, lower case. Ids of one process ascend strictly; ids of several ascend as well as their clocks
 * agree, which is enough for paging and decides nothing else.
 *
 * @see <a href="https://github.com/ulid/spec">the ULID specification, whose bit layout this is</a>
 */
@Component
public final class Ids {
    private static final char[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final int LENGTH = 26;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private long millis;
    private long high;
    private long low;

    public Ids(Clock clock) {
        this.clock = clock;
    }

    /** The next id with this prefix: {@code ds}, {@code mdl}, {@code job}, {@code ckpt}, {@code evt}. */
    public String next(String prefix) {
        StringBuilder id = new StringBuilder(prefix.length() + 1 + LENGTH);
        id.append(prefix).append('_');
        synchronized (this) {
            advance();
            write(id, millis, 10);
            write(id, high, 8);
            write(id, low, 8);
        }
        return id.toString();
    }

    /** True if the text looks like an id with this prefix; says nothing about whether it exists. */
    public static boolean isId(String prefix, String text) {
        return text.length() == prefix.length() + 1 + LENGTH && text.startsWith(prefix + "_");
    }

    /** A later millisecond draws anew; the same one, or a clock that went back, counts on. */
    private void advance() {
        long now = clock.millis();
        if (now > millis) {
            millis = now;
            high = random.nextLong() >>> 25;
            low = random.nextLong() >>> 24;
        } else if (++low >>> 40 != 0) {
            low = 0;
            high++;
        }
    }

    private static void write(StringBuilder id, long bits, int digits) {
        for (int shift = 5 * (digits - 1); shift >= 0; shift -= 5) {
            id.append(DIGITS[(int) (bits >>> shift) & 31]);
        }
    }
}
