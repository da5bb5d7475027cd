package dev.trainyard.training;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Thins a curve for drawing: the ends, the overall extremes and the non-finite points stay, and the rest is the lowest and the highest point of
 * each of equally long stretches, so that no peak is lost.
 */
final class Downsampling {
    private final double[] values;
    private final BitSet kept = new BitSet();

    private Downsampling(double[] values) {
        this.values = values;
    }

    /** At most {@code most} of the points, in their order; {@code most} is at least 4. */
    static List<JobMetric> of(List<JobMetric> points, int most) {
        if (points.size() <= most) {
            return points;
        }
        Downsampling thinned =
                new Downsampling(points.stream().mapToDouble(JobMetric::value).toArray());
        thinned.choose(most);
        List<JobMetric> chosen = new ArrayList<>();
        thinned.kept.stream().forEach(index -> chosen.add(points.get(index)));
        return chosen;
    }

    private void choose(int most) {
        kept.set(0);
        kept.set(values.length - 1);
        keepExtremes(0, values.length);
        keepNonFinite((most - kept.cardinality()) / 2);
        int stretches = (most - kept.cardinality()) / 2;
        for (int i = 0; i < stretches; i++) {
            keepExtremes(at(i, stretches), at(i + 1, stretches));
        }
    }

    private int at(int stretch, int stretches) {
        return (int) ((long) values.length * stretch / stretches);
    }

    /** All of them, or if they are more than {@code most} evenly chosen ones. */
    private void keepNonFinite(int most) {
        int[] indices = java.util.stream.IntStream.range(0, values.length)
                .filter(index -> !Double.isFinite(values[index]))
                .toArray();
        int count = Math.min(most, indices.length);
        for (int i = 0; i < count; i++) {
            kept.set(indices[(int) ((long) i * indices.length / count)]);
        }
    }

    private void keepExtremes(int from, int to) {
        int lowest = -1;
        int highest = -1;
        for (int i = from; i < to; i++) {
            if (Double.isFinite(values[i])) {
                lowest = lowest < 0 || values[i] < values[lowest] ? i : lowest;
                highest = highest < 0 || values[i] > values[highest] ? i : highest;
            }
        }
        if (lowest >= 0) {
            kept.set(lowest);
            kept.set(highest);
        }
    }
}
