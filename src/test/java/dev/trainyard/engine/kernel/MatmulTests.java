package dev.trainyard.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every product of the SIMD kernels has the bits of the scalar reference. */
class MatmulTests {
    private static final int[] EXTENTS = {1, 2, 3, 5, 7, 8, 9, 15, 16, 17, 31, 33, 50};
    private static final int[][] SHARED = {
        {128, 64, 30},
        {7, 300, 600},
        {128, 200, 300},
        {1024, 80, 100},
        {1000, 10, 20},
        {300, 23, 1100},
        {1, 5, 3},
        {3, 1, 1100},
        {61, 61, 61},
        {61, 3, 40}
    };
    private static final int GAP = 3;

    private final Kernels scalar = ScalarKernels.create();
    private final Kernels vector = VectorKernels.create();

    @ParameterizedTest
    @EnumSource(Form.class)
    void agreesWithTheReferenceAtEverySmallSize(Form form) {
        for (int m : EXTENTS) {
            for (int n : EXTENTS) {
                for (int k : EXTENTS) {
                    check(MatmulShape.of(form, m, n, k), Epilogue.STORE, form == Form.TN ? k : m, Worker.SOLO);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void agreesAcrossBlocksOfTermsRowsAndColumns(Form form) {
        check(MatmulShape.of(form, 19, 150, Matmul.BLOCK + 1), Epilogue.ADD, form == Form.TN ? 513 : 19, Worker.SOLO);
        check(MatmulShape.of(form, 33, 21, 3 * Matmul.BLOCK), Epilogue.STORE, form == Form.TN ? 1536 : 33, Worker.SOLO);
        check(MatmulShape.of(form, 2000, 5, 7), Epilogue.STORE, form == Form.TN ? 7 : 2000, Worker.SOLO);
        check(MatmulShape.of(form, 970, 70, 520), Epilogue.STORE, form == Form.TN ? 520 : 970, Worker.SOLO);
        check(MatmulShape.of(form, 301, 130, 61), Epilogue.ADD, form == Form.TN ? 61 : 301, Worker.SOLO);
        check(MatmulShape.of(form, 128, 256, 300), Epilogue.ADD, form == Form.TN ? 300 : 128, Worker.SOLO);
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void agreesWhereRowsOfATakeEachOthersPlaceInTheCache(Form form) {
        for (int m : new int[] {1000, 1024, 2048}) {
            int lda = Math.ceilDiv(m, 1024) * 1024;
            for (int k : new int[] {40, Matmul.BLOCK + 1}) {
                MatmulShape shape = new MatmulShape(form, m, 80, k, lda, Math.max(80, k), 80);
                check(shape, Epilogue.ADD, form == Form.TN ? k : m, Worker.SOLO);
                check(shape, Epilogue.STORE, form == Form.TN ? k - 1 : m - 1, Worker.SOLO);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void agreesWhereTheLastColumnsAreHalfATile(Form form) {
        for (int n : new int[] {80, 69, 112}) {
            for (Epilogue epilogue :
                    List.of(Epilogue.STORE, Epilogue.ADD, Epilogue.bias(Bits.uniform(5, n), Activation.RELU))) {
                check(MatmulShape.of(form, 129, n, 300), epilogue, form == Form.TN ? 300 : 129, Worker.SOLO);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void agreesForFewColumnsAndManyRows(Form form) {
        for (int n : new int[] {1, 6, 8, 10, 23}) {
            MatmulShape shape = MatmulShape.of(form, 601, n, Matmul.BLOCK + 90);
            for (int rows : form == Form.TN ? new int[] {0, 5, 602} : new int[] {0, 5, 16, 601}) {
                check(shape, Epilogue.ADD, rows, Worker.SOLO);
                check(shape, Epilogue.bias(Bits.uniform(5, n), Activation.GELU), rows, Worker.SOLO);
            }
        }
        MatmulShape tight = MatmulShape.of(form, 300, 20, 200);
        MatmulShape gaps = new MatmulShape(form, 300, 20, 200, tight.lda() + 2, tight.ldb() + 5, tight.ldc() + 9);
        check(gaps, Epilogue.bias(Bits.uniform(5, 20), Activation.TANH), form == Form.TN ? 200 : 300, Worker.SOLO);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void agreesForVeryFewColumns(int n) {
        for (int m : new int[] {1, 3, 4, 5, 8, 9, 15, 16, 17, 33, 39}) {
            for (int k : new int[] {15, 16, 17, 31, 32, 33, 100, Matmul.BLOCK + 1, 1100}) {
                MatmulShape shape = MatmulShape.of(Form.NT, m, n, k);
                MatmulShape gaps = new MatmulShape(Form.NT, m, n, k, k + 3, k + 5, n + 2);
                for (Epilogue epilogue :
                        List.of(Epilogue.STORE, Epilogue.ADD, Epilogue.bias(Bits.uniform(5, n), Activation.SIGMOID))) {
                    check(shape, epilogue, m, Worker.SOLO);
                    check(gaps, epilogue, m - 1, Worker.SOLO);
                }
            }
        }
    }

    @Test
    void addsTermsInStripes() {
        MatmulShape shape = MatmulShape.of(Form.NT, 1, 1, 34);
        float[] a = new float[34];
        float[] ones = new float[34];
        Arrays.fill(ones, 1f);
        a[0] = 0x1p24f; // a single 1 added to it is lost, two together are not
        a[14] = 1;
        a[32] = 1; // to stripe 14
        a[15] = -1;
        a[33] = 1; // to stripe 15
        for (Kernels kernels : List.of(scalar, vector)) {
            float[] c = new float[1];
            kernels.matmuls().plan(shape, Epilogue.STORE).run(a, 0, ones, 0, c, 0, 1, Worker.SOLO);
            assertThat(c).as(kernels.name()).containsExactly(0x1p24f + 2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 10, 40})
    void givesARowTheSameBitsAloneAsAmongOthers(int n) {
        int m = 37;
        int k = 70;
        float[] a = Bits.uniform(1, m * k);
        float[] b = Bits.uniform(2, n * k);
        float[] together = new float[m * n];
        vector.matmuls()
                .plan(MatmulShape.of(Form.NT, m, n, k), Epilogue.STORE)
                .run(a, 0, b, 0, together, 0, m, Worker.SOLO);
        float[] alone = new float[m * n];
        Matmul single = vector.matmuls().plan(MatmulShape.of(Form.NT, 1, n, k), Epilogue.STORE);
        for (int row = 0; row < m; row++) {
            single.run(a, row * k, b, 0, alone, row * n, 1, Worker.SOLO);
        }
        Bits.assertSame(alone, together, n + " columns");
    }

    @ParameterizedTest
    @EnumSource(
            value = Form.class,
            names = {"NN", "NT"})
    void agreesForFewTermsAndManyRows(Form form) {
        for (int k = 1; k <= 11; k++) {
            MatmulShape shape = MatmulShape.of(form, 131, 64, k);
            MatmulShape gaps = new MatmulShape(form, 131, 64, k, shape.lda() + 2, shape.ldb() + 5, shape.ldc() + 9);
            for (int rows : new int[] {63, 64, 65, 131}) {
                check(shape, Epilogue.STORE, rows, Worker.SOLO);
                check(shape, Epilogue.ADD, rows, Worker.SOLO);
                check(gaps, Epilogue.bias(Bits.uniform(5, 64), Activation.RELU), rows, Worker.SOLO);
            }
            for (Epilogue epilogue : List.of(Epilogue.STORE, Epilogue.ADD, Epilogue.bias(special(5, 64)))) {
                checkSpecial(shape, epilogue);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void agreesForFewRowsAndBroadColumns(Form form) {
        for (int m = 1; m <= 14; m++) {
            for (int n : new int[] {49, 64, 65, 128}) {
                for (int k : new int[] {1, 2, 10, 33}) {
                    MatmulShape shape = MatmulShape.of(form, m, n, k);
                    int rows = form == Form.TN ? k : m;
                    check(shape, Epilogue.STORE, rows, Worker.SOLO);
                    check(shape, Epilogue.ADD, rows, Worker.SOLO);
                    check(shape, Epilogue.bias(Bits.uniform(5, n), Activation.RELU), rows, Worker.SOLO);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void agreesWhereNoNumbersAndZerosOfEitherSignAreAdded(Form form) {
        for (int n : new int[] {1, 2, 3, 4, 16, 32, 64}) {
            for (int m : new int[] {5, 32, 39}) {
                for (int k : new int[] {3, 37}) {
                    MatmulShape shape = MatmulShape.of(form, m, n, k);
                    for (Epilogue epilogue : List.of(Epilogue.STORE, Epilogue.ADD, Epilogue.bias(special(5, n)))) {
                        checkSpecial(shape, epilogue);
                    }
                }
            }
        }
    }

    private void checkSpecial(MatmulShape shape, Epilogue epilogue) {
        int rows = shape.form() == Form.TN ? shape.k() : shape.m();
        float[] expected = special(3, shape.ldc() * shape.m());
        float[] actual = expected.clone();
        float[] a = special(1, shape.m() * shape.k());
        float[] b = special(2, shape.n() * shape.k());
        scalar.matmuls().plan(shape, epilogue).run(a, 0, b, 0, expected, 0, rows, Worker.SOLO);
        vector.matmuls().plan(shape, epilogue).run(a, 0, b, 0, actual, 0, rows, Worker.SOLO);
        Bits.assertSame(actual, expected, shape + " " + epilogue);
    }

    private static float[] special(long key, int count) {
        float[] some = {-0f, 1e-30f, 0f, -1e-30f, -0f, Float.POSITIVE_INFINITY, 1f, -0f, Float.NaN, -1f, 0f, -0f};
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = some[Math.floorMod(Randomness.word(key, i), some.length)];
        }
        return values;
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void agreesForEveryEpilogue(Form form) {
        for (int n : new int[] {1, 10, 16, 37, 200}) {
            for (int k : new int[] {4, Matmul.BLOCK + 100}) {
                for (Epilogue epilogue : epilogues(n)) {
                    check(MatmulShape.of(form, 21, n, k), epilogue, form == Form.TN ? k : 21, Worker.SOLO);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void agreesForFewerRowsThanPlanned(Form form) {
        for (int rows : new int[] {0, 1, 6, 17, 40}) {
            check(MatmulShape.of(form, 40, 20, 40), Epilogue.STORE, rows, Worker.SOLO);
            check(MatmulShape.of(form, 40, 20, 40), Epilogue.ADD, rows, Worker.SOLO);
        }
    }

    @Test
    void agreesForFewerBlocksOfRowsThanPlanned() {
        for (int rows : new int[] {1921, 2816, 3840, 3841, 4096}) {
            check(MatmulShape.of(Form.NT, 4096, 20, 12), Epilogue.STORE, rows, Worker.SOLO);
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void agreesForRowsWithGaps(Form form) {
        for (int n : new int[] {3, 35, 64, 117}) {
            MatmulShape tight = MatmulShape.of(form, 25, n, 45);
            MatmulShape gaps = new MatmulShape(form, 25, n, 45, tight.lda() + 2, tight.ldb() + 5, tight.ldc() + 9);
            check(gaps, Epilogue.ADD, form == Form.TN ? 45 : 25, Worker.SOLO);
            check(gaps, Epilogue.bias(Bits.uniform(5, n), Activation.TANH), form == Form.TN ? 45 : 25, Worker.SOLO);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void agreesForAnyNumberOfWorkers(int workers) {
        try (Team team = Team.of(workers)) {
            for (Form form : Form.values()) {
                for (int[] size : SHARED) {
                    MatmulShape shape = MatmulShape.of(form, size[0], size[1], size[2]);
                    int rows = form == Form.TN ? size[2] : size[0];
                    for (Epilogue epilogue : epilogues(size[1])) {
                        Matmul matmul = vector.matmuls().plan(shape, epilogue);
                        float[] expected = run(scalar.matmuls().plan(shape, epilogue), shape, rows, Worker.SOLO);
                        for (int again = 0; again < 3; again++) {
                            Bits.assertSame(inTeam(matmul, shape, rows, team), expected, shape + " " + epilogue);
                        }
                    }
                }
            }
        }
    }

    @Test
    void keepsNaNAndInfinityWhereTheyBelong() {
        MatmulShape shape = MatmulShape.of(Form.NN, 3, 3, 2);
        float[] c = new float[9];
        float[] a = {Float.NaN, 1, Float.POSITIVE_INFINITY, 1, 0, 1};
        vector.matmuls().plan(shape, Epilogue.STORE).run(a, 0, new float[] {1, 1, 0, 1, 1, 1}, 0, c, 0, 3, Worker.SOLO);
        assertThat(c)
                .containsExactly(
                        Float.NaN,
                        Float.NaN,
                        Float.NaN,
                        Float.POSITIVE_INFINITY,
                        Float.POSITIVE_INFINITY,
                        Float.NaN,
                        1,
                        1,
                        1);
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void saysBeforehandHowMuchMemoryAPlanHolds(Form form) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int[] size :
                new int[][] {{1, 1, 1}, {32, 10, 64}, {7, 300, 600}, {1000, 10, 20}, {970, 70, 520}, {700, 20, 600}}) {
            MatmulShape shape = MatmulShape.of(form, size[0], size[1], size[2]);
            vector.matmuls().plan(shape, Epilogue.STORE); // loads the classes
            long before = threads.getCurrentThreadAllocatedBytes();
            Matmul matmul = vector.matmuls().plan(shape, Epilogue.STORE);
            long held = threads.getCurrentThreadAllocatedBytes() - before;
            assertThat(matmul.scratchBytes()).isEqualTo(vector.matmuls().scratchBytes(shape));
            assertThat(matmul.scratchBytes()).as("%s", shape).isCloseTo(held, Offset.offset(4096L));
        }
    }

    @Test
    void refusesABiasThatWouldAccumulate() {
        assertThatThrownBy(() -> new Epilogue(true, new float[1], null)).hasMessageContaining("got both");
    }

    private void check(MatmulShape shape, Epilogue epilogue, int rows, Worker worker) {
        float[] expected = run(scalar.matmuls().plan(shape, epilogue), shape, rows, worker);
        float[] actual = run(vector.matmuls().plan(shape, epilogue), shape, rows, worker);
        Bits.assertSame(actual, expected, shape + " " + epilogue + " rows " + rows);
        float[] roomy = matrixC(shape);
        vector.matmuls()
                .plan(shape, epilogue)
                .run(beyond(matrixA(shape)), GAP, beyond(matrixB(shape)), GAP, roomy, GAP, rows, worker);
        Bits.assertSame(roomy, expected, shape + " " + epilogue + " rows " + rows + " in longer arrays");
    }

    /** A longer array, so that registers can be read past the matrix; what they find there must not matter. */
    private static float[] beyond(float[] matrix) {
        float[] longer = Arrays.copyOf(matrix, matrix.length + 2 * Lanes.COUNT);
        Arrays.fill(longer, matrix.length, longer.length, Float.NaN);
        return longer;
    }

    private static float[] inTeam(Matmul matmul, MatmulShape shape, int rows, Team team) {
        float[] a = matrixA(shape);
        float[] b = matrixB(shape);
        float[] c = matrixC(shape);
        team.run(worker -> matmul.run(a, GAP, b, GAP, c, GAP, rows, worker));
        return c;
    }

    private static float[] run(Matmul matmul, MatmulShape shape, int rows, Worker worker) {
        float[] c = matrixC(shape);
        matmul.run(matrixA(shape), GAP, matrixB(shape), GAP, c, GAP, rows, worker);
        return c;
    }

    private static float[] matrixA(MatmulShape shape) {
        return Bits.uniform(1, GAP + shape.lda() * (shape.form() == Form.TN ? shape.k() : shape.m()));
    }

    private static float[] matrixB(MatmulShape shape) {
        return Bits.uniform(2, GAP + shape.ldb() * (shape.form() == Form.NT ? shape.n() : shape.k()));
    }

    private static float[] matrixC(MatmulShape shape) {
        return Bits.uniform(3, GAP + shape.ldc() * shape.m());
    }

    private static List<Epilogue> epilogues(int n) {
        float[] bias = Bits.uniform(4, n);
        List<Epilogue> all = new ArrayList<>(List.of(Epilogue.STORE, Epilogue.ADD, Epilogue.bias(bias)));
        Arrays.stream(Activation.Kind.values()).forEach(kind -> {
            all.add(Epilogue.bias(bias, new Activation(kind, 0.1f)));
            all.add(Epilogue.activation(new Activation(kind, 0.1f)));
        });
        return all;
    }
}
