package dev.trainyard.benchmark;

import dev.trainyard.engine.data.Examples;
import dev.trainyard.engine.data.MatrixFeatures;
import dev.trainyard.engine.data.Targets;
import dev.trainyard.engine.data.Task;
import dev.trainyard.engine.inspect.finding.TrainingWatch;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Randomness;
import dev.trainyard.engine.kernel.Team;
import dev.trainyard.engine.layer.Dense;
import dev.trainyard.engine.layer.NamedLayer;
import dev.trainyard.engine.layer.Relu;
import dev.trainyard.engine.tensor.Shape;
import dev.trainyard.engine.train.InputSpec;
import dev.trainyard.engine.train.Network;
import dev.trainyard.engine.train.OutputSpec;
import dev.trainyard.engine.train.TrainState;
import dev.trainyard.engine.train.Trainer;
import dev.trainyard.engine.train.TrainingObserver.Signal;
import dev.trainyard.engine.train.TrainingPlan;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What watching costs: the same training with gradient flow, spectra and findings, and without, taking turns in one run;
 * with one thread in its processor time.
 * Arguments: {@code threads=1 rounds=9 cases=abcdefg warm-up=1}, with these values if left out: a second of the same before each case, or
 * {@code 0} for the first trainings of a process.
 */
public final class Watching {
    private static final int CLASSES = 10;
    private static final long SEED = 7;
    private static final String LETTERS = "abcdefg";

    private Watching() {}

    /** A training that takes some milliseconds to some seconds. */
    private record Size(String letter, String name, int features, int[] units, int batch, int rows, int epochs) {}

    private static final List<Size> SIZES = List.of(
            new Size("a", "4-16-10, 16", 4, new int[] {16}, 16, 120, 200),
            new Size("b", "30-64-64-10, 32", 30, new int[] {64, 64}, 32, 569, 100),
            new Size("c", "20-64-32-10, 32", 20, new int[] {64, 32}, 32, 20_000, 40),
            new Size("d", "784-256-128-10, 128", 784, new int[] {256, 128}, 128, 20_000, 4),
            new Size("e", "784-1024-1024-10, 128", 784, new int[] {1024, 1024}, 128, 5_000, 2),
            new Size("f", "784-1024-1024-10, 128", 784, new int[] {1024, 1024}, 128, 5_000, 8),
            new Size("g", "64-12x64-10, 32", 64, repeated(64, 12), 32, 10_000, 10));

    /** Prints a table of times. */
    public static void main(String[] arguments) {
        Arguments given = new Arguments(arguments);
        int threads = given.number("threads", 1);
        System.out.println("| network, batch | steps | µs a step | watched, of that (quartiles) |");
        System.out.println("|---|---|---|---|");
        Kernels.best().prime(); // as the service does before it is ready
        TrainingWatch.prime();
        try (Team team = Team.of(threads)) {
            for (Size size : SIZES) {
                if (given.text("cases", LETTERS).contains(size.letter())) {
                    measure(size, team, given.number("rounds", 9), given.number("warm-up", 1));
                }
            }
        }
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        System.out.printf("%nLoad average at the end: %.1f%n", load);
    }

    private static void measure(Size size, Team team, int rounds, int warmUp) {
        Network network = network(size);
        Examples examples = examples(size);
        for (double spent = 0; spent < warmUp; ) {
            spent += train(size, network, examples, team, true) + train(size, network, examples, team, false);
        }
        double[] ratios = new double[rounds];
        double[] plain = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            boolean first = round % 2 == 0;
            double one = train(size, network, examples, team, first);
            double other = train(size, network, examples, team, !first);
            ratios[round] = first ? one / other : other / one;
            plain[round] = first ? other : one;
        }
        Arrays.sort(ratios);
        Arrays.sort(plain);
        long steps = (long) size.epochs() * Math.ceilDiv(size.rows(), size.batch());
        System.out.printf(
                "| %s | %d | %.1f | %+.1f %% (%+.1f to %+.1f) |%n",
                size.name(),
                steps,
                plain[rounds / 2] / steps * 1e6,
                100 * (ratios[rounds / 2] - 1),
                100 * (ratios[rounds / 4] - 1),
                100 * (ratios[rounds * 3 / 4] - 1));
    }

    /** Seconds of a training. */
    private static double train(Size size, Network network, Examples examples, Team team, boolean watched) {
        Clock clock = new Clock(team.threads());
        TrainingPlan plan = new TrainingPlan().withEpochs(size.epochs()).withBatchSize(size.batch());
        TrainState state = TrainState.initial(network, plan);
        Trainer trainer = new Trainer(network, plan, examples, null, Kernels.best(), team);
        var watch = new TrainingWatch(network, plan, examples, List.of(), false, false, Kernels.best());
        double from = clock.seconds();
        if (watched) {
            trainer.train(
                    state,
                    event -> {
                        watch.after(event, state.parameters());
                        return Signal.CONTINUE;
                    },
                    watch.inspector());
        } else {
            trainer.train(state, event -> Signal.CONTINUE);
        }
        return clock.seconds() - from;
    }

    private static int[] repeated(int units, int times) {
        int[] all = new int[times];
        Arrays.fill(all, units);
        return all;
    }

    private static Network network(Size size) {
        List<NamedLayer> layers = new ArrayList<>();
        for (int units : size.units()) {
            layers.add(new NamedLayer("d" + layers.size(), List.of(), Dense.of(units, new Relu())));
        }
        return Network.of(layers, InputSpec.of(Shape.of(size.features())), OutputSpec.of(Task.CLASSIFICATION, CLASSES));
    }

    private static Examples examples(Size size) {
        float[] x = new float[size.rows() * size.features()];
        float[] y = new float[size.rows()];
        for (int i = 0; i < x.length; i++) {
            x[i] = Randomness.normal(SEED, i);
        }
        for (int row = 0; row < y.length; row++) {
            y[row] = Randomness.below(SEED + 1, row, CLASSES);
            x[row * size.features() + (int) y[row] % size.features()] += 2;
        }
        return Examples.of(new MatrixFeatures(size.rows(), size.features(), x), new Targets(1, y, new double[] {1}));
    }
}
