package dev.trainyard.benchmark;

import dev.trainyard.training.NoMetrics;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.Locale;

/**
 * What keeping the metrics costs a training: the same jobs on two servers in this process, of which one keeps none, taking
 * turns. Arguments: {@code rounds=9 threads=1 cases=abd}, with these values if left out; the cases are those of {@link WholeJob}.
 */
public final class MetricsStore {
    private MetricsStore() {}

    /** Prints a table. */
    public static void main(String[] arguments) throws IOException {
        Arguments given = new Arguments(arguments);
        try (Server with = Server.start(Files.createTempDirectory("metrics"), _ -> {});
                Server without = Server.start(Files.createTempDirectory("no-metrics"), NoMetrics::register)) {
            with.awaitReady();
            System.out.println(
                    "| network, batch | steps | without, s | with, s | elapsed | of the thread that trains |");
            System.out.println("|---|---|---|---|---|---|");
            for (WholeJob.Size size : WholeJob.SIZES) {
                if (given.text("cases", "abd").contains(size.letter())) {
                    compare(size, with, without, given.number("threads", 1), given.number("rounds", 9));
                }
            }
        }
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        System.out.printf("%nLoad average at the end: %.1f%n", load);
    }

    private static void compare(WholeJob.Size size, Server with, Server without, int threads, int rounds)
            throws IOException {
        String kept = WholeJob.job(size, WholeJob.upload(size, with), threads);
        String forgotten = WholeJob.job(size, WholeJob.upload(size, without), threads);
        for (int i = 0; i < WholeJob.WARM_UPS; i++) {
            with.train(kept);
            without.train(forgotten);
        }
        double[] elapsed = new double[rounds];
        double[] thread = new double[rounds];
        double[] alone = new double[rounds];
        double[] whole = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            boolean first = round % 2 == 0;
            WholeJob.Taken one = first ? without.train(forgotten) : with.train(kept);
            WholeJob.Taken other = first ? with.train(kept) : without.train(forgotten);
            WholeJob.Taken bare = first ? one : other;
            WholeJob.Taken full = first ? other : one;
            elapsed[round] = full.elapsed() / bare.elapsed() - 1;
            thread[round] = full.thread() / bare.thread() - 1;
            alone[round] = bare.elapsed();
            whole[round] = full.elapsed();
        }
        System.out.printf(
                Locale.ROOT,
                "| %s, %d | %d | %.2f | %.2f | %s | %s |%n",
                size.name(),
                size.batch(),
                size.steps(),
                WholeJob.median(alone),
                WholeJob.median(whole),
                WholeJob.percent(elapsed),
                WholeJob.percent(thread));
    }
}
