package dev.trainyard.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whole training steps of our engine and its peers. Arguments, with what they are if left out:
 * {@code threads=1,2 cases=abcd rounds=9 peers=torchscript,djl,deeplearning4j,h2o}. Each number of threads gets a JVM of its
 * own, since the peers settle theirs at their start. The peer {@code one-thread} is our engine on one thread.
 */
public final class TrainingSteps {
    private static final String PEERS = "torchscript,djl,deeplearning4j,h2o";

    private TrainingSteps() {}

    /** Throws {@link IllegalStateException} where losses of engines differ. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Arguments given = new Arguments(arguments);
        if (given.has("child")) {
            run(given);
            System.exit(0); // H2O-3's threads would go on
            return;
        }
        for (String threads : given.text("threads", "1,2").split(",")) {
            int exit = Child.run(TrainingSteps.class, Integer.parseInt(threads), given);
            if (exit != 0) {
                throw new IllegalStateException("measuring with " + threads + " threads failed: exit " + exit);
            }
        }
    }

    private static void run(Arguments given) {
        int threads = given.number("child", 1);
        System.out.printf("%nThreads: %d; %s%n%n", threads, Child.machine());
        System.out.println("| network | engine | samples/s | µs a step | time beside Trainyard's (quartiles) |");
        System.out.println("|---|---|---|---|---|");
        for (Case size : Case.named(given.text("cases", "abcd"))) {
            Problem problem = new Problem(size);
            List<Contestant> contestants = contestants(problem, threads, given.text("peers", PEERS));
            printHandover(threads);
            Contest contest = new Contest(problem, contestants);
            contest.check();
            contest.measure(given.number("rounds", 9));
            contestants.forEach(Contestant::close);
            printHandover(threads);
        }
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        System.out.printf("%nLoad average at the end: %.1f%n", load);
    }

    private static void printHandover(int threads) {
        if (threads > 1) {
            System.out.printf(
                    Locale.ROOT, "  a barrier of %d threads takes %.0f ns%n", threads, Handover.nanos(threads));
        }
    }

    private static List<Contestant> contestants(Problem problem, int threads, String peers) {
        Clock clock = new Clock(threads);
        List<Contestant> all = new ArrayList<>();
        all.add(new Trainyard(problem, threads));
        for (String peer : peers.split(",")) {
            all.add(
                    switch (peer) {
                        case "one-thread" -> new Trainyard(problem, 1);
                        case "torchscript" -> new TorchScriptStep(problem, clock);
                        case "djl" -> new DjlTrainer(problem, clock);
                        case "deeplearning4j" -> new Deeplearning4j(problem, clock);
                        case "h2o" -> new H2o(problem, threads);
                        default -> throw new IllegalArgumentException("no peer " + peer);
                    });
        }
        return all;
    }
}
