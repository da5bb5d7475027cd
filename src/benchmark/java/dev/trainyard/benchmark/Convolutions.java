package dev.trainyard.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import dev.trainyard.engine.graph.Execution;
import dev.trainyard.engine.graph.Graph;
import dev.trainyard.engine.graph.Input;
import dev.trainyard.engine.graph.Node;
import dev.trainyard.engine.graph.Parameters;
import dev.trainyard.engine.graph.Plan;
import dev.trainyard.engine.graph.Step;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Randomness;
import dev.trainyard.engine.kernel.Team;
import dev.trainyard.engine.layer.Conv2d;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Convolutions, 3x3 with padding 1, of a batch of 64 images of 32 channels, 28 by 28, to 64 channels, and of each channel for
 * itself: forward, and backward to images, weights and bias, beside PyTorch's (oneDNN's). Arguments:
 * {@code threads=1,2 rounds=9}.
 */
public final class Convolutions {
    private static final int ROWS = 64;
    private static final int IN = 32;
    private static final int SIDE = 28;

    private final float[] x = values(1, ROWS * IN * SIDE * SIDE);
    private final float[] dy;
    private final double flops;
    private final NDManager manager = NDManager.newBaseManager("PyTorch");
    private final PtSymbolBlock block = TorchScriptStep.load(manager, "/convolution.pt");
    private final Team team;
    private final Clock clock;
    private final Node output;
    private final Execution execution;
    private final Step step = new Step().training(ROWS, 0);
    private final IValue[] forward;
    private final IValue[] backward;
    private final IValue[] derivatives;

    private Convolutions(int threads, int out, int groups) {
        JniUtils.setGradMode(false);
        this.dy = values(2, ROWS * out * SIDE * SIDE);
        this.flops = 2.0 * dy.length * IN / groups * 9;
        this.team = Team.of(threads);
        this.clock = new Clock(threads);
        Graph graph = new Graph();
        Input input = graph.input("x", dev.trainyard.engine.tensor.Shape.of(IN, SIDE, SIDE));
        Input weight = graph.input("weight", dev.trainyard.engine.tensor.Shape.SCALAR);
        Conv2d layer = new Conv2d(out, 3, 1, 1, 1, groups, true, null, null);
        this.output = layer.apply(graph.scope("convolution"), List.of(input));
        Node loss = graph.apply(new Upstream(dy), output, weight);
        Parameters parameters = Parameters.initialize(graph, 1);
        Plan plan =
                Plan.training(graph, output, loss, ROWS).withWorkers(threads).withInputGradients();
        this.execution = Execution.of(plan, Kernels.best(), parameters);
        System.arraycopy(x, 0, execution.input("x"), 0, x.length);
        IValue images = tensor(x, ROWS, IN, SIDE, SIDE);
        IValue kernel = tensor(parameters.tensor("convolution.weight").values(), out, IN / groups, 3, 3);
        IValue bias = tensor(parameters.tensor("convolution.bias").values(), out);
        IValue gradient = tensor(dy, ROWS, out, SIDE, SIDE);
        this.forward = new IValue[] {images, kernel, bias, tensor(new float[0], 0), tensor(new float[1], 1)};
        this.backward = new IValue[] {images, kernel, bias, gradient, tensor(new float[1], 1)};
        this.derivatives = new IValue[] {images, kernel, bias, gradient, tensor(new float[2], 2)};
    }

    /** Throws {@link IllegalStateException} where the engines differ. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Arguments given = new Arguments(arguments);
        if (!given.has("child")) {
            for (String threads : given.text("threads", "1,2").split(",")) {
                Child.run(Convolutions.class, Integer.parseInt(threads), given);
            }
            return;
        }
        int threads = given.number("child", 1);
        System.out.printf("%nThreads: %d; %s%n%n", threads, Child.machine());
        System.out.println("| convolution | Trainyard GFLOP/s | PyTorch GFLOP/s | ratio (quartiles) |");
        System.out.println("|---|---|---|---|");
        run("", new Convolutions(threads, 64, 1), given.number("rounds", 9));
        run("depthwise ", new Convolutions(threads, IN, IN), given.number("rounds", 9));
    }

    private static void run(String kind, Convolutions contest, int rounds) {
        contest.check();
        double flops = contest.flops;
        contest.measure(kind + "forward", flops, rounds, contest::ours, () -> contest.theirs(contest.forward));
        contest.measure(
                kind + "backward", 2 * flops, rounds, contest::oursBack, () -> contest.theirs(contest.backward));
        contest.team.close();
    }

    private static float[] values(long key, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = Randomness.normal(key, i);
        }
        return values;
    }

    private IValue tensor(float[] values, long... dims) {
        NDArray array = manager.create(values, new Shape(dims));
        return IValue.from((PtNDArray) array);
    }

    private void ours() {
        team.run(worker -> execution.forward(step, worker));
    }

    private void oursBack() {
        team.run(worker -> execution.backward(step, worker));
    }

    private void theirs(IValue[] arguments) {
        block.forward(arguments).close();
    }

    private void check() {
        ours();
        oursBack();
        float[] dWeight = execution.gradients().of("convolution.weight");
        float[] dBias = execution.gradients().of("convolution.bias");
        requireClose("output", first(execution.output(output), dy.length), values(forward), 0);
        float[] all = values(derivatives);
        requireClose("dx", first(execution.inputGradient("x"), x.length), all, 0);
        requireClose("dW", dWeight, all, x.length);
        requireClose("db", dBias, all, x.length + dWeight.length);
    }

    private float[] values(IValue[] arguments) {
        try (IValue result = block.forward(arguments);
                PtNDArray array = result.toTensor((PtNDManager) manager)) {
            return array.toFloatArray();
        }
    }

    /** Buffers may be longer than what is in them. */
    private static float[] first(float[] buffer, int count) {
        return Arrays.copyOf(buffer, count);
    }

    private static void requireClose(String what, float[] ours, float[] theirs, int from) {
        double scale = 0;
        double worst = 0;
        for (int i = 0; i < Math.min(ours.length, theirs.length - from); i++) {
            scale = Math.max(scale, Math.abs(theirs[from + i]));
            worst = Math.max(worst, Math.abs(ours[i] - theirs[from + i]));
        }
        if (!(worst <= 1e-4 * scale)) {
            throw new IllegalStateException(what + " differs by " + worst + " at a scale of " + scale);
        }
    }

    private void measure(String what, double flops, int rounds, Runnable ours, Runnable theirs) {
        double[] first = new double[rounds];
        double[] second = new double[rounds];
        double[] ratios = new double[rounds];
        for (int warmUp = 0; warmUp < 15; warmUp++) {
            seconds(ours);
            seconds(theirs);
        }
        for (int round = 0; round < rounds; round++) {
            Clock.rest();
            first[round] = flops / seconds(ours) / 1e9;
            Clock.rest();
            second[round] = flops / seconds(theirs) / 1e9;
            ratios[round] = first[round] / second[round];
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %s |%n",
                what,
                Spread.of(first).median(),
                Spread.of(second).median(),
                Spread.of(ratios).text());
    }

    private double seconds(Runnable body) {
        double start = clock.seconds();
        for (int i = 0; i < 4; i++) {
            body.run();
        }
        return (clock.seconds() - start) / 4;
    }
}
