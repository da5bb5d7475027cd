package dev.trainyard.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lets engines train the same problem: first 200 steps, in which their losses must agree, then windows in turn, so that what
 * else the machine does falls on all alike.
 */
final class Contest {
    private static final List<Integer> CHECKED = List.of(1, 10, 100, 200);
    /** Windows before the clock counts, on a machine so busy that seconds say little. */
    private static final int LEAST_WARM_UP = 5;

    private final Problem problem;
    private final List<Contestant> contestants;

    Contest(Problem problem, List<Contestant> contestants) {
        this.problem = problem;
        this.contestants = contestants;
    }

    /** Throws {@link IllegalStateException} where the losses differ: then their times are not worth comparing. */
    void check() {
        double[] expected = losses(contestants.getFirst());
        for (Contestant contestant : contestants.subList(1, contestants.size())) {
            if (!contestant.comparable()) {
                continue;
            }
            double[] actual = losses(contestant);
            for (int i = 0; i < expected.length; i++) {
                if (!(Math.abs(actual[i] - expected[i]) <= contestant.tolerance() * Math.max(1, expected[i]))) {
                    throw new IllegalStateException("case %s, step %d: loss %s of %s, but %s of %s"
                            .formatted(
                                    problem.size().name(),
                                    CHECKED.get(i),
                                    expected[i],
                                    contestants.getFirst().name(),
                                    actual[i],
                                    contestant.name()));
                }
            }
        }
    }

    private double[] losses(Contestant contestant) {
        double[] losses = new double[CHECKED.size()];
        StringBuilder line = new StringBuilder(String.format("  %-28s losses", contestant.name()));
        for (int step = 1; step <= CHECKED.getLast(); step++) {
            double loss = contestant.check(step);
            int place = CHECKED.indexOf(step);
            if (place >= 0) {
                losses[place] = loss;
                line.append(String.format(Locale.ROOT, "  %d: %.6f", step, loss));
            }
        }
        System.out.println(line);
        return losses;
    }

    /** Prints a row per engine: samples per second, and how many times as fast the first engine is. */
    void measure(int rounds) {
        List<double[]> seconds = new ArrayList<>();
        for (Contestant contestant : contestants) {
            seconds.add(new double[rounds]);
            warmUp(contestant);
        }
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < contestants.size(); i++) {
                Contestant contestant = contestants.get(i);
                Clock.rest();
                contestant.secondsPerStep(
                        window(contestant)); // untimed: after a rest caches are cold and the clock is low
                seconds.get(i)[round] = contestant.secondsPerStep(window(contestant));
            }
        }
        for (int i = 0; i < contestants.size(); i++) {
            print(contestants.get(i), seconds.get(i), seconds.getFirst());
        }
    }

    /** Peers take longer per step where steps are small: they get fewer, enough for a steady mean. */
    private int window(Contestant contestant) {
        int window = problem.size().window();
        return contestant instanceof Trainyard ? window : Math.max(8, window / 20);
    }

    private void warmUp(Contestant contestant) {
        long end = System.nanoTime() + 3_000_000_000L;
        for (int window = 0; window < LEAST_WARM_UP || System.nanoTime() < end; window++) {
            contestant.secondsPerStep(window(contestant));
        }
    }

    private void print(Contestant contestant, double[] seconds, double[] first) {
        double[] samples = new double[seconds.length];
        double[] ratios = new double[seconds.length];
        for (int i = 0; i < seconds.length; i++) {
            samples[i] = problem.size().batch() / seconds[i];
            ratios[i] = seconds[i] / first[i];
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %,.0f | %.2f | %s |%n",
                problem.size().title(),
                contestant.name(),
                Spread.of(samples).median(),
                Spread.of(seconds).median() * 1e6,
                Spread.of(ratios).text());
    }
}
