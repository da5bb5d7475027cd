package dev.trainyard.benchmark;

import dev.trainyard.engine.inspect.finding.FindingCode;
import dev.trainyard.engine.kernel.Kernels;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often something is found in trainings with which nothing is wrong: each of some with many seeds, which draw the first
 * weights and the batches, and the data where they are made up. The rules' thresholds were chosen with the tuned kinds in
 * view, and mended where the others showed them wrong. Arguments: {@code kinds=tuned,held-out,usual from=1 seeds=50}, if left
 * out.
 */
public final class FalseAlarms {
    private FalseAlarms() {}

    /** Prints a table. */
    public static void main(String[] arguments) {
        Arguments given = new Arguments(arguments);
        Kernels.best().prime(); // as the service does before it is ready
        System.out.println("| training | runs | with a finding | which |");
        System.out.println("|---|---|---|---|");
        String kinds = given.text("kinds", "tuned,held-out,usual");
        long from = given.number("from", 1);
        long to = from + given.number("seeds", 50);
        if (kinds.contains("tuned")) {
            HealthyTrainings.tuned().forEach(healthy -> count(healthy, from, to));
        }
        if (kinds.contains("held-out")) {
            HealthyTrainings.heldOut().forEach(healthy -> count(healthy, from, to));
        }
        if (kinds.contains("usual")) {
            HealthyTrainings.usual().forEach(healthy -> count(healthy, from, to));
        }
    }

    private static void count(Course healthy, long from, long to) {
        Map<FindingCode, Integer> found = new TreeMap<>();
        int alarms = 0;
        for (long seed = from; seed < to; seed++) {
            List<FindingCode> codes = healthy.findings(seed);
            alarms += codes.isEmpty() ? 0 : 1;
            codes.forEach(code -> found.merge(code, 1, Integer::sum));
        }
        System.out.printf("| %s | %d | %d | %s |%n", healthy.name(), to - from, alarms, found);
    }
}
