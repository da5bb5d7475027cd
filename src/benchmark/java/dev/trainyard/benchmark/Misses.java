package dev.trainyard.benchmark;

import dev.trainyard.engine.inspect.finding.FindingCode;
import dev.trainyard.engine.kernel.Kernels;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often trainings with which something is wrong are told so: each of some with many seeds. Arguments: {@code from=1
 * seeds=20}, if left out.
 */
public final class Misses {
    private Misses() {}

    /** Prints a table. */
    public static void main(String[] arguments) {
        Arguments given = new Arguments(arguments);
        Kernels.best().prime(); // as the service does before it is ready
        System.out.println("| training | runs | told one of | of these | found |");
        System.out.println("|---|---|---|---|---|");
        long from = given.number("from", 1);
        long to = from + given.number("seeds", 20);
        SickTraining.all().forEach(sick -> count(sick, from, to));
    }

    private static void count(SickTraining sick, long from, long to) {
        Map<FindingCode, Integer> found = new TreeMap<>();
        int told = 0;
        for (long seed = from; seed < to; seed++) {
            List<FindingCode> codes = sick.course().findings(seed);
            told += codes.stream().anyMatch(sick.expected()::contains) ? 1 : 0;
            codes.forEach(code -> found.merge(code, 1, Integer::sum));
        }
        System.out.printf(
                "| %s | %d | %d | %s | %s |%n", sick.course().name(), to - from, told, sick.expected(), found);
    }
}
