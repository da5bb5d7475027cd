package dev.trainyard.rig.node;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One thing that goes wrong once: {@code action:moment:n:pattern} at the n-th statement that the pattern finds. If there is a text to
 * begin with, only statements from the first one that has it as a parameter count.
 */
final class Failpoint {
    /** What turns it on. */
    static final String PROPERTY = "trainyard.rig.failpoint";
    /** What it begins with. */
    static final String BEGIN = "trainyard.rig.begin";

    private static final Pattern WRITE = Pattern.compile("^\\s*(insert|update|delete)", Pattern.CASE_INSENSITIVE);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Action action;
    private final Moment moment;
    private final int number;
    private final Pattern pattern;
    private final @Nullable String begin;
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean began;

    /** What happens. */
    enum Action {
        /** The process ends as by SIGKILL: nothing is closed and no hook runs. */
        KILL,
        /** The thread stands still for 10 seconds. */
        PAUSE,
        /** The thread stands still for ever. */
        HANG,
        /** The statement fails as if the connection had broken. */
        THROW
    }

    /** When it happens. */
    enum Moment {
        BEFORE,
        AFTER
    }

    private Failpoint(Action action, Moment moment, int number, Pattern pattern, @Nullable String begin) {
        this.action = action;
        this.moment = moment;
        this.number = number;
        this.pattern = pattern;
        this.begin = begin;
        this.began = begin == null;
    }

    static Failpoint of(String text, @Nullable String begin) {
        String[] parts = text.split(":", 4);
        return new Failpoint(
                Action.valueOf(parts[0].toUpperCase(Locale.ROOT)),
                Moment.valueOf(parts[1].toUpperCase(Locale.ROOT)),
                Integer.parseInt(parts[2]),
                Pattern.compile(parts[3], Pattern.CASE_INSENSITIVE),
                begin);
    }

    /** Whether a statement changes data, so that its transaction has something to commit. */
    static boolean isWrite(String sql) {
        return WRITE.matcher(sql).find();
    }

    void parameter(Object value) {
        began = began || value.equals(begin);
    }

    /** True if this statement is the one; to be asked once per statement. */
    boolean counts(String sql) {
        return began && pattern.matcher(sql).find() && count.incrementAndGet() == number;
    }

    void at(Moment now) throws SQLException {
        if (now != moment) {
            return;
        }
        switch (action) {
            case KILL -> Runtime.getRuntime().halt(137);
            case PAUSE -> stand(PAUSE);
            case HANG -> stand(Duration.ofDays(1));
            case THROW -> throw new SQLException("failpoint", "08006");
        }
    }

    private static void stand(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
