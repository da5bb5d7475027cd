package dev.trainyard.engine.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Runs every kernel in every mode until the compiler has done its best with it. Before that, SIMD code is a hundred times
 * slower than after; a service that reports ready earlier is not.
 *
 * <p>A kernel counts as compiled when a call is as fast as only compiled code is. A machine too slow for that is given up
 * on after a minute.
 */
final class Priming {
    private static final int SIZE = 512;
    private static final int COLUMNS = 32;
    private static final int ROWS = SIZE / COLUMNS;
    private static final int FEW_ROWS = 3;
    private static final int FEW_COLUMNS = 3;
    /** Rows of one broad tile, the highest there is. */
    private static final int BROAD_ROWS = 5;

    private static final int MANY_COLUMNS = 64;

    /** Rows that are divided into a high strip of tiles and a low one. */
    private static final int HIGH_AND_LOW = 10;

    /** Enough loops for the second compiler to take notice. */
    private static final int CALLS_PER_TURN = 700;

    private static final int ATTEMPTS = 5;
    private static final long NANOS_PER_ELEMENT = 4;
    private static final long NANOS_PER_ROW = 200;
    private static final long MOST_NANOS = 60_000_000_000L;

    private final Kernels kernels;
    private final float[] w = filled(0.5f);
    private final float[] x = filled(0.1f);
    private final float[] y = filled(0.2f);
    private final float[] z = filled(0.3f);
    private final float[] v = filled(0.4f);
    private final float[] targets = new float[SIZE];
    private final List<Program> programs = new ArrayList<>();

    /**
     * Runs one kernel in one mode, on some hundred elements.
     *
     * @param nanos what it takes at most once compiled, on a slow machine; with registers in objects it takes longer
     */
    record Program(String name, long nanos, Runnable body) {}

    Priming(Kernels kernels) {
        this.kernels = kernels;
        addMatmuls();
        addStripedMatmuls();
        addGatheredMatmul(i -> i);
        addGatheredMatmul(i -> i + i / 12);
        addGatheredMatmul(i -> 2 * i);
        addGatheredRow();
        addBroadcastMatmul();
        addColumnProducts();
        addElementwise(kernels.elementwise());
        addActivations();
        addRows(kernels.rows());
        addReductions(kernels.reductions());
        addUpdates(kernels.updates());
        addLayouts(kernels.layouts());
        addPermutation();
        addChain();
    }

    /** Takes turns, so that kernels run while the compiler, on its own threads, works on others. */
    void run() {
        long end = System.nanoTime() + MOST_NANOS;
        List<Program> left = new ArrayList<>(programs);
        while (!left.isEmpty() && System.nanoTime() < end) {
            left.removeIf(Priming::isCompiled);
        }
    }

    /** The programs, each of which runs one kernel on some hundred elements. */
    List<Program> programs() {
        return programs;
    }

    private static boolean isCompiled(Program program) {
        for (int call = 0; call < CALLS_PER_TURN; call++) {
            program.body().run();
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long start = System.nanoTime();
            program.body().run();
            if (System.nanoTime() - start <= program.nanos()) {
                return true;
            }
        }
        return false;
    }

    private void add(String name, Runnable body) {
        programs.add(new Program(name, SIZE * NANOS_PER_ELEMENT, body));
    }

    private void addMatmuls() {
        float[] bias = new float[MANY_COLUMNS];
        for (Form form : Form.values()) {
            for (int columns : new int[] {FEW_COLUMNS, 10, COLUMNS, MANY_COLUMNS}) {
                int rows = Math.min(ROWS, SIZE / columns);
                addMatmuls(form, rows, columns, Epilogue.STORE);
                addMatmuls(form, rows, columns, Epilogue.ADD);
                addMatmuls(form, rows, columns, Epilogue.bias(bias, Activation.RELU));
                addMatmuls(form, FEW_ROWS, columns, Epilogue.STORE);
            }
            addMatmuls(form, BROAD_ROWS, MANY_COLUMNS, Epilogue.STORE);
        }
        addBriefStrip();
    }

    /** By itself, since a product that takes it would be too large for this. */
    private void addBriefStrip() {
        int columns = BriefStrip.COLUMNS;
        int rows = SIZE / columns;
        int terms = BriefStrip.TERMS;
        add("strip of few terms", () -> BriefStrip.run(rows, x, 0, terms, y, 0, columns, y, 0, z, 0, columns));
    }

    /** Every way, also one that is not the fastest for so small a product. */
    private void addMatmuls(Form form, int m, int columns, Epilogue epilogue) {
        int terms = Math.min(16, SIZE / columns);
        int rows = form == Form.TN ? terms : m;
        MatmulShape shape = MatmulShape.of(form, m, columns, terms);
        Matmul small = new SmallMatmul(shape, epilogue, kernels.activations());
        Matmul packed = new PackedMatmul(shape, epilogue, kernels.activations());
        String name = form + " of " + m + " rows and " + columns + " columns";
        add("small " + name, () -> small.run(x, 0, y, 0, z, 0, rows, Worker.SOLO));
        add("packed " + name, () -> packed.run(x, 0, y, 0, z, 0, rows, Worker.SOLO));
        if (PackedMatmul.inPlace(shape)) {
            Matmul whole = new PackedMatmul(shape, epilogue, kernels.activations(), false);
            add("packed whole " + name, () -> whole.run(x, 0, y, 0, z, 0, rows, Worker.SOLO));
        }
        if (LaneMatmul.suits(shape)) {
            Matmul lanes = new LaneMatmul(shape, epilogue, kernels.activations());
            add("lanes " + name, () -> lanes.run(x, 0, y, 0, z, 0, rows, Worker.SOLO));
        }
    }

    /** With more terms than whole registers, and more rows than whole tiles. */
    private void addStripedMatmuls() {
        for (int columns = 1; columns <= MatmulShape.MOST_STRIPED; columns++) {
            MatmulShape shape = MatmulShape.of(Form.NT, ROWS + 1, columns, ROWS + 3);
            Matmul striped = new StripedMatmul(shape, Epilogue.STORE, kernels.activations());
            String name = "striped of " + columns + " columns";
            add(name, () -> striped.run(x, 0, y, 0, z, 0, ROWS + 1, Worker.SOLO));
            add(name + " and few rows", () -> striped.run(x, 0, y, 0, z, 0, FEW_ROWS, Worker.SOLO));
        }
    }

    private void addGatheredMatmul(IntUnaryOperator places) {
        int[] columns = IntStream.range(0, COLUMNS).map(places).toArray();
        int[] terms = IntStream.range(0, ROWS).toArray();
        Gather left = new Gather(IntStream.range(0, HIGH_AND_LOW).toArray(), terms);
        GatheredShape shape = GatheredShape.of(left, new Gather(columns, terms), COLUMNS, true);
        addGathered("gathered", kernels.gatheredMatmuls().plan(shape));
    }

    private void addGatheredRow() {
        Gather left = Gather.matrix(1, ROWS, ROWS, 1);
        Gather right = Gather.matrix(SIZE / 2, 1, ROWS, 1);
        GatheredMatmul matmul = kernels.gatheredMatmuls().plan(GatheredShape.of(left, right, SIZE / 2, true));
        matmul.load(x, 0, 0);
        add("gathered row", () -> matmul.run(y, 0, z, 0));
    }

    /** With high tiles and low ones, also where so few terms are not worth it. */
    private void addBroadcastMatmul() {
        Gather left = Gather.matrix(COLUMNS, 1, 2, COLUMNS);
        Gather right = Gather.matrix(ROWS, 1, 2, ROWS);
        addBroadcastMatmul(GatheredShape.of(left, right, ROWS, true));
        addBroadcastMatmul(GatheredShape.byColumns(left, right, COLUMNS, true));
    }

    private void addBroadcastMatmul(GatheredShape shape) {
        addGathered("broadcast", new BroadcastMatmul(shape, kernels.layouts()));
    }

    private void addGathered(String name, GatheredMatmul matmul) {
        add(name, () -> {
            matmul.load(x, 0, 0);
            matmul.run(y, 0, z, 0);
        });
    }

    private void addColumnProducts() {
        Gather patches = Gather.matrix(FEW_ROWS, COLUMNS, 12, COLUMNS);
        add("column products", () -> kernels.gatheredMatmuls().addByColumns(patches, x, y, COLUMNS, z));
    }

    private void addElementwise(Elementwise elementwise) {
        add("add", () -> elementwise.add(x, y, z, 0, SIZE));
        add("subtract", () -> elementwise.subtract(x, y, z, 0, SIZE));
        add("multiply", () -> elementwise.multiply(x, y, z, 0, SIZE));
        add("divide", () -> elementwise.divide(x, y, z, 0, SIZE));
        add("scale", () -> elementwise.scale(0.5f, x, z, 0, SIZE));
        add("axpy", () -> elementwise.axpy(0.5f, x, z, 0, SIZE));
        add("multiplyAdd", () -> elementwise.multiplyAdd(x, y, z, 0, SIZE));
        add("fill", () -> elementwise.fill(0.3f, z, 0, SIZE));
        add("exp", () -> elementwise.exp(x, z, 0, SIZE));
        add("log", () -> elementwise.log(x, z, 0, SIZE));
        add("sqrt", () -> elementwise.sqrt(x, z, 0, SIZE));
        add("clamp", () -> elementwise.clamp(0f, 1f, x, z, 0, SIZE));
        add("dropout", () -> elementwise.dropout(1, 0.5f, x, z, 0, SIZE));
        add("dropoutBackward", () -> elementwise.dropoutBackward(1, 0.5f, x, z, 0, SIZE));
    }

    private void addActivations() {
        Activations functions = kernels.activations();
        for (Activation.Kind kind : Activation.Kind.values()) {
            Activation activation = new Activation(kind, 0.01f);
            add(activation + " forward", () -> activation.forward(functions, x, z, 0, SIZE));
            add(activation + " backward", () -> activation.backward(functions, x, y, v, z, 0, SIZE));
        }
        add("relu gradient", () -> functions.reluGradient(x, y, z, 0, SIZE));
    }

    private void addRows(Rows rows) {
        for (int columns : new int[] {4, COLUMNS}) {
            int to = SIZE / columns;
            add(to, "softmax", () -> rows.softmax(x, z, columns, 0, to));
            add(to, "softmaxBackward", () -> rows.softmaxBackward(x, y, z, columns, 0, to));
            add(to, "softmaxCrossEntropy", () -> rows.softmaxCrossEntropy(x, targets, z, v, columns, 0, to));
            add(
                    "softmaxCrossEntropyBackward",
                    () -> rows.softmaxCrossEntropyBackward(x, targets, v, z, columns, 0, to));
            add(to, "normalizeRows", () -> rows.normalizeRows(1e-5f, x, z, v, columns, 0, to));
            add(to, "normalizeRowsBackward", () -> rows.normalizeRowsBackward(x, v, y, z, columns, 0, to));
            add(to, "addRowVector", () -> rows.addRowVector(x, v, z, columns, 0, to));
            add(to, "subtractRowVector", () -> rows.subtractRowVector(x, v, z, columns, 0, to));
            add(to, "multiplyRowVector", () -> rows.multiplyRowVector(x, v, z, columns, 0, to));
            add(to, "scaleAndShift", () -> rows.scaleAndShift(x, v, y, z, columns, 0, to));
            add(to, "multiplyAddRowVector", () -> rows.multiplyAddRowVector(x, v, z, columns, 0, to));
            add(to, "columnSums", () -> rows.columnSums(x, v, to, columns, 0, columns));
            add(to, "columnSumsOfProducts", () -> rows.columnSumsOfProducts(x, y, v, to, columns, 0, columns));
        }
    }

    private void add(int rows, String name, Runnable body) {
        programs.add(new Program(name, SIZE * NANOS_PER_ELEMENT + rows * NANOS_PER_ROW, body));
    }

    private void addPermutation() {
        int[] order = new int[SIZE];
        add("permutation", () -> Randomness.permutation(1, SIZE, order));
    }

    private void addChain() {
        Link first = new Link(5, 17, x, y, w, v, Activation.RELU);
        Link middle = new Link(17, 16, x, y, w, v, Activation.TANH);
        Chain chain = new LaneChain(List.of(first, middle, new Link(16, FEW_COLUMNS, x, y, w, v, null)), ROWS, kernels);
        add("chain", () -> {
            v[0] = (float) chain.forward(ROWS) + chain.right();
            chain.backward(ROWS);
        });
        Chain striped =
                new LaneChain(List.of(new Link(2 * ROWS + 2, FEW_COLUMNS, x, y, w, v, null)), ROWS - 1, kernels);
        add("striped chain", () -> {
            v[0] = (float) striped.forward(ROWS - 1) + striped.right();
            striped.backward(ROWS - 1);
        });
        Link low = new Link(20, 12, x, y, w, v, null);
        Chain wide = new LaneChain(List.of(low, new Link(12, 2, x, y, w, v, null)), 2 * COLUMNS, kernels);
        add("wide chain", () -> {
            v[0] = (float) wide.forward(2 * COLUMNS) + wide.right();
            wide.backward(2 * COLUMNS);
        });
    }

    private void addReductions(Reductions reductions) {
        add("sum", () -> v[0] = (float) reductions.sum(x, 0, SIZE));
        add("sumOfSquares", () -> v[0] = (float) reductions.sumOfSquares(x, 0, SIZE));
        add("dot", () -> v[0] = (float) reductions.dot(x, y, 0, SIZE));
        add("maximum", () -> v[0] = reductions.maximum(x, 0, SIZE));
        add("allFinite", () -> v[0] = reductions.allFinite(x, 0, SIZE) ? 1f : 0f);
    }

    private void addUpdates(Updates updates) {
        float rate = 1e-4f;
        float decay = 1e-2f;
        add("sgd", () -> updates.sgd(rate, decay, w, x, 0, SIZE));
        add("momentum", () -> updates.momentum(rate, 0.9f, 0f, decay, false, w, x, y, 0, SIZE));
        add("momentum", () -> updates.momentum(rate, 0.9f, 0f, decay, true, w, x, y, 0, SIZE));
        add("adam", () -> updates.adam(rate, 1f, 0.9f, 0.999f, 1e-8f, decay, w, x, y, z, 0, SIZE));
        add("adamW", () -> updates.adamW(rate, 1f, 0.9f, 0.999f, 1e-8f, 1f, w, x, y, z, 0, SIZE));
        add("rmsProp", () -> updates.rmsProp(rate, 0.99f, 1e-8f, 0.9f, decay, w, x, z, null, null, 0, SIZE));
        add("rmsProp", () -> updates.rmsProp(rate, 0.99f, 1e-8f, 0.9f, decay, w, x, z, null, v, 0, SIZE));
        add("rmsProp", () -> updates.rmsProp(rate, 0.99f, 1e-8f, 0.9f, decay, w, x, z, y, null, 0, SIZE));
        add("rmsProp", () -> updates.rmsProp(rate, 0.99f, 1e-8f, 0.9f, decay, w, x, z, y, v, 0, SIZE));
    }

    private void addLayouts(Layouts layouts) {
        for (int columns : new int[] {4, COLUMNS}) {
            int rows = SIZE / columns;
            add("copy", () -> layouts.copy(x, 0, columns, z, 0, columns, rows, columns));
            add("transpose", () -> layouts.transpose(x, 0, columns, z, 0, rows, rows, columns));
        }
    }

    private static float[] filled(float value) {
        float[] values = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            values[i] = value + i * 1e-4f;
        }
        return values;
    }
}
