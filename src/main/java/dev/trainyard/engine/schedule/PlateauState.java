package dev.trainyard.engine.schedule;

import org.jspecify.annotations.Nullable;

/**
 * What {@link Plateau} remembers from epoch to epoch.
 *
 * @param best smallest loss so far, null before the first
 * @param badEpochs epochs since then that count
 * @param cooling epochs that still do not count
 * @param reduced product of the falls so far
 */
public record PlateauState(@Nullable Double best, int badEpochs, int cooling, double reduced) {
    /** Before the first epoch. */
    public static final PlateauState START = new PlateauState(null, 0, 0, 1);
}
