package dev.trainyard.training;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Thins the curves of single steps as they come: of each of {@value #STRETCHES} equally long stretches of a training the lowest and the highest
 * point stay, besides the first and the last of all and those that are not finite, so that a curve has at most about twice as many points
 * however long the training is, and no peak is lost. Points of a stretch are told at its end. A training of no more steps than that keeps
 * them all.
 */
final class StepSeries {
    private static final long STRETCHES = 1000;

    private final long length;
    private final Clock clock;
    private final DoubleSupplier seconds;
    private final Consumer<Point> told;
    private final Map<String, Curve> curves = new LinkedHashMap<>();

    /**
     * A point of a curve.
     *
     * @param seconds trained by then
     */
    record Point(String name, int epoch, long step, double value, Instant time, double seconds) {}

    /**
     * Of a training.
     *
     * @param steps of all of it
     * @param seconds trained so far
     */
    StepSeries(long steps, Clock clock, DoubleSupplier seconds, Consumer<Point> told) {
        this.length = length(steps);
        this.clock = clock;
        this.seconds = seconds;
        this.told = told;
    }

    private static long length(long steps) {
        return Math.max(1, Math.ceilDiv(steps, STRETCHES));
    }

    /** Whether to measure a gradient's norm, which costs a pass over it: once in a stretch. */
    static boolean measuresNorm(long step, long steps) {
        return step % length(steps) == 0;
    }

    /** {@link #measuresNorm(long, long)} of this training: at the end of a stretch. */
    boolean measuresNorm(long step) {
        return step % length == 0;
    }

    /** The last step before the stretch of the step after this one: of what comes then, nothing has been told. */
    static long toldBefore(long step, long steps) {
        return step / length(steps) * length(steps);
    }

    /** The curve of this name. */
    Curve curve(String name) {
        return curves.computeIfAbsent(name, Curve::new);
    }

    /** To be called after the points of a step; true at the end of a stretch. */
    boolean done(long step) {
        boolean end = measuresNorm(step);
        if (end) {
            tell(false);
        }
        return end;
    }

    /** The training is at its end: what is left is told. */
    void end() {
        tell(true);
    }

    /** What is not told yet, to be stored with a checkpoint. */
    List<Point> pending() {
        List<Point> all = new ArrayList<>();
        curves.values().forEach(curve -> all.addAll(curve.points(true)));
        return all;
    }

    /** Goes on with what was not told. */
    void recall(List<Point> points) {
        points.forEach(point -> curve(point.name()).add(point));
    }

    private void tell(boolean newestToo) {
        for (Curve curve : curves.values()) {
            curve.points(newestToo).forEach(told);
            curve.clear();
        }
    }

    /** One curve in the stretch that is going on. */
    final class Curve {
        private final String name;
        private @Nullable Point first;
        private @Nullable Point lowest;
        private @Nullable Point highest;
        private int epoch;
        private long step;
        private double value;

        private Curve(String name) {
            this.name = name;
        }

        /** Takes the next point in; one that is not finite is told at once. */
        void add(int inEpoch, long number, double newest) {
            if (!Double.isFinite(newest)) {
                told.accept(new Point(name, inEpoch, number, newest, clock.instant(), seconds.getAsDouble()));
                return;
            }
            epoch = inEpoch;
            step = number;
            value = newest;
            if (lowest == null || highest == null || newest < lowest.value() || newest > highest.value()) {
                add(newest());
            }
        }

        private void add(Point point) {
            epoch = point.epoch();
            step = point.step();
            value = point.value();
            first = point.step() == 1 ? point : first;
            lowest = lowest == null || point.value() < lowest.value() ? point : lowest;
            highest = highest == null || point.value() > highest.value() ? point : highest;
        }

        private Point newest() {
            return new Point(name, epoch, step, value, clock.instant(), seconds.getAsDouble());
        }

        private List<Point> points(boolean newestToo) {
            Map<Long, Point> points = new LinkedHashMap<>();
            for (Point point : new @Nullable Point[] {first, lowest, highest}) {
                if (point != null) {
                    points.put(point.step(), point);
                }
            }
            if (newestToo && !points.isEmpty()) {
                points.putIfAbsent(step, newest());
            }
            return points.values().stream()
                    .sorted(Comparator.comparingLong(Point::step))
                    .toList();
        }

        private void clear() {
            first = null;
            lowest = null;
            highest = null;
        }
    }
}
