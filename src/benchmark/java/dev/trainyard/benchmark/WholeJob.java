package dev.trainyard.benchmark;

import dev.trainyard.engine.data.Examples;
import dev.trainyard.engine.inspect.Lesson;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Team;
import dev.trainyard.engine.layer.Dense;
import dev.trainyard.engine.layer.Flatten;
import dev.trainyard.engine.layer.NamedLayer;
import dev.trainyard.engine.layer.Relu;
import dev.trainyard.engine.optimizer.Adam;
import dev.trainyard.engine.train.Network;
import dev.trainyard.engine.train.Trainer;
import dev.trainyard.engine.train.TrainingObserver.Signal;
import dev.trainyard.engine.train.TrainingPlan;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a job costs beside its bare steps: submitted to a server in this process with a database on the disk, with all that
 * a job does (reading and encoding its data, metrics, watching, events, checkpoints), against the trainer alone on the
 * same data, taking turns. Elapsed is from the claim to the end; until the answer is what passes for the client, from
 * submitting to being told. Processor time is that of the whole process, of the thread that trains, and of the one that
 * writes what there is to tell. All are parts of the bare training.
 * Arguments: {@code rounds=5 cases=abcd data=new warm-up=3}, with these values if left out; {@code data=known} is that of
 * the job before, which the server may still have in memory. After ten jobs of a kind little is left to compile.
 */
public final class WholeJob {
    private static final Path FASHION = Path.of("/usr/share/datasets/fashion-mnist");
    private static final int ROWS = 20_000;

    /** Until most of what a server does for a job is compiled too. */
    static final int WARM_UPS = 3;

    private WholeJob() {}

    /** A training that takes some seconds. */
    record Size(String letter, boolean images, int[] units, int batch, int rows, int epochs) {
        String name() {
            return (images ? "784-" : "30-")
                    + Arrays.stream(units).mapToObj(String::valueOf).collect(Collectors.joining("-"))
                    + (images ? "-10" : "-2");
        }

        long steps() {
            return (long) epochs * Math.ceilDiv(rows, batch);
        }
    }

    static final List<Size> SIZES = List.of(
            new Size("a", false, new int[] {64, 64}, 32, ROWS, 200),
            new Size("b", true, new int[] {256, 128}, 128, 60_000, 5),
            new Size("c", true, new int[] {256, 128}, 128, 60_000, 25),
            new Size("d", true, new int[] {1024, 1024}, 512, 60_000, 2));

    /** Prints a table. */
    public static void main(String[] arguments) throws IOException {
        Arguments given = new Arguments(arguments);
        Path data = Files.createTempDirectory("whole-job");
        try (Server server = Server.start(data, _ -> {})) {
            server.awaitReady();
            System.out.println(
                    "| network, batch | steps | bare, s | job, s | elapsed (quartiles) | until the answer | processor"
                            + " time | of the thread that trains | of the one that writes |");
            System.out.println("|---|---|---|---|---|---|---|---|---|");
            for (Size size : SIZES) {
                if (given.text("cases", "abcd").contains(size.letter())) {
                    measure(size, server, given);
                }
            }
        }
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        System.out.printf("%nLoad average at the end: %.1f%n", load);
    }

    private static void measure(Size size, Server server, Arguments given) throws IOException {
        int rounds = given.number("rounds", 5);
        boolean known = given.text("data", "new").equals("known");
        Lesson lesson = lesson(size);
        String definition = job(size, upload(size, server), 1);
        for (int i = 0; i < given.number("warm-up", WARM_UPS); i++) {
            bare(size, lesson);
            server.train(definition);
        }
        double[] elapsed = new double[rounds];
        double[] answered = new double[rounds];
        double[] processor = new double[rounds];
        double[] thread = new double[rounds];
        double[] writer = new double[rounds];
        double[] bare = new double[rounds];
        double[] job = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            definition = known ? definition : job(size, upload(size, server), 1);
            boolean first = round % 2 == 0;
            Taken alone = first ? bare(size, lesson) : null;
            Taken whole = server.train(definition);
            alone = alone == null ? bare(size, lesson) : alone;
            elapsed[round] = whole.elapsed() / alone.elapsed() - 1;
            answered[round] = whole.answered() / alone.answered() - 1;
            processor[round] = whole.processor() / alone.processor() - 1;
            thread[round] = whole.thread() / alone.thread() - 1;
            writer[round] = whole.writer() / alone.thread();
            bare[round] = alone.elapsed();
            job[round] = whole.elapsed();
        }
        print(size, List.of(elapsed, answered, processor, thread, writer), bare, job);
    }

    private static Lesson lesson(Size size) throws IOException {
        return size.images() ? Lesson.fashion(size.rows()) : Lesson.clouds(size.rows(), 30, 2, 1, 7);
    }

    /** The id of the data that the training of this size is for. */
    static String upload(Size size, Server server) throws IOException {
        return size.images()
                ? server.upload(
                        FASHION.resolve("train-images-idx3-ubyte.gz"), FASHION.resolve("train-labels-idx1-ubyte.gz"))
                : server.upload(csv(lesson(size).training()));
    }

    private static void print(Size size, List<double[]> parts, double[] bare, double[] job) {
        System.out.printf(
                Locale.ROOT,
                "| %s, %d | %d | %.2f | %.2f | %s |%n",
                size.name(),
                size.batch(),
                size.steps(),
                median(bare),
                median(job),
                parts.stream().map(WholeJob::percent).collect(Collectors.joining(" | ")));
    }

    static double median(double[] values) {
        return Arrays.stream(values).sorted().toArray()[values.length / 2];
    }

    /** Median and quartiles. */
    static String percent(double[] parts) {
        double[] sorted = Arrays.stream(parts).sorted().toArray();
        int quarter = sorted.length / 4;
        return "%+.1f %% (%+.1f to %+.1f)"
                .formatted(
                        100 * sorted[sorted.length / 2],
                        100 * sorted[quarter],
                        100 * sorted[sorted.length - 1 - quarter]);
    }

    /**
     * Seconds.
     *
     * @param answered on the wall, from submitting a job to the answer that it has ended
     * @param elapsed on the wall
     * @param processor of all threads of this process, compilers and collectors included
     * @param thread processor time of the thread that trains alone
     * @param writer that of the thread that writes metrics, layers and events
     */
    record Taken(double answered, double elapsed, double processor, double thread, double writer) {}

    /** Processor time of this process, in seconds. */
    static double processor() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                / 1e9;
    }

    private static Taken bare(Size size, Lesson lesson) {
        List<NamedLayer> layers = new ArrayList<>();
        if (size.images()) {
            layers.add(new NamedLayer("flat", List.of(), new Flatten()));
        }
        for (int units : size.units()) {
            layers.add(new NamedLayer("dense" + layers.size(), List.of(), Dense.of(units, new Relu())));
        }
        Network network = Network.of(layers, lesson.input(), lesson.output());
        TrainingPlan plan = new TrainingPlan()
                .withEpochs(size.epochs())
                .withBatchSize(size.batch())
                .withOptimizer(new Adam(0.001, List.of(0.9, 0.999), 1e-8, 0));
        Clock clock = new Clock(1);
        double processor = processor();
        double thread = clock.seconds();
        double from = System.nanoTime() / 1e9;
        try (Team team = Team.of(1)) {
            new Trainer(network, plan, lesson.training(), null, Kernels.best(), team).train(event -> Signal.CONTINUE);
        }
        double elapsed = System.nanoTime() / 1e9 - from;
        return new Taken(elapsed, elapsed, processor() - processor, clock.seconds() - thread, 0);
    }

    static String job(Size size, String dataset, int threads) {
        String layers = Arrays.stream(size.units())
                .mapToObj("{\"type\":\"dense\",\"units\":%d,\"activation\":\"relu\"}"::formatted)
                .collect(Collectors.joining(","));
        return """
            {"dataset":"%s","target":"label","task":"classification","model":{"layers":[%s]},"epochs":%d,"batch_size":%d,
             "optimizer":{"type":"adam"},"schedule":{"type":"constant"},"validation":{"split":0},"early_stopping":false,
             "gradient_clipping":false,"threads":%d}\
            """.formatted(dataset, layers, size.epochs(), size.batch(), threads);
    }

    private static String csv(Examples examples) {
        int width = examples.features().width();
        float[] row = new float[width];
        StringBuilder csv = new StringBuilder();
        for (int column = 0; column < width; column++) {
            csv.append('x').append(column).append(',');
        }
        csv.append("label\n");
        for (int index = 0; index < examples.rows(); index++) {
            examples.features().gather(new int[] {index}, 0, row, 0, 1);
            for (float value : row) {
                csv.append(value).append(',');
            }
            csv.append((int) examples.targets().values()[index]).append('\n');
        }
        return csv.toString();
    }
}
