package dev.trainyard.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Products through tables have the bits of the scalar reference, and on ordinary matrices those of {@link Matmul}. */
class GatheredMatmulTests {
    private static final int[] EXTENTS = {1, 2, 5, 6, 7, 8, 16, 17, 31, 33, 50, 290};

    private final Kernels scalar = ScalarKernels.create();
    private final Kernels vector = VectorKernels.create();

    @Test
    void agreesWithOrdinaryProductsAtEverySmallSize() {
        for (int m : EXTENTS) {
            for (int n : EXTENTS) {
                for (int k : new int[] {1, 3, 16, 33, GatheredMatmul.BLOCK}) {
                    check(m, n, k);
                }
            }
        }
    }

    private void check(int m, int n, int k) {
        float[] a = Bits.uniform(1, m * k);
        float[] b = Bits.uniform(2, n * k);
        float[] expected = new float[m * n];
        MatmulShape ordinary = MatmulShape.of(Form.NN, m, n, k);
        scalar.matmuls().plan(ordinary, Epilogue.STORE).run(a, 0, b, 0, expected, 0, m, Worker.SOLO);
        GatheredShape shape = GatheredShape.of(Gather.matrix(m, k, k, 1), Gather.matrix(n, 1, k, n), n, false);
        assertThat(run(scalar, shape, a, b, new float[m * n])).containsExactly(expected);
        assertThat(run(vector, shape, a, b, new float[m * n])).containsExactly(expected);
    }

    @Test
    void agreesWithTheReferenceForAnyTables() {
        for (int n : EXTENTS) {
            int[] columns = new int[n];
            for (int j = 0; j < n; j++) {
                columns[j] = j + j / 11 * 3;
            }
            Gather left = new Gather(new int[] {9, 0, 3, 30, 31, 32, 33, 70}, new int[] {5, 0, 200, 7});
            Gather right = new Gather(columns, new int[] {100, 0, 1, 55});
            float[] a = Bits.uniform(3, 300);
            float[] b = Bits.uniform(4, 600);
            float[] c = Bits.uniform(5, 8 * (n + 2));
            for (boolean accumulate : new boolean[] {false, true}) {
                GatheredShape shape = accumulate
                        ? GatheredShape.of(left, right, n + 2, true)
                        : GatheredShape.of(left, right, n + 2, false, Bits.uniform(6, 12));
                assertThat(run(vector, shape, a, b, c.clone())).containsExactly(run(scalar, shape, a, b, c.clone()));
            }
        }
    }

    @Test
    void agreesWithTheReferenceAcrossBlocksOfTerms() {
        for (int k : new int[] {GatheredMatmul.BLOCK + 1, 2 * GatheredMatmul.BLOCK, 500}) {
            Gather left = Gather.matrix(13, k, k, 1);
            Gather right = Gather.matrix(37, k, k, 1);
            float[] a = Bits.uniform(3, 13 * k);
            float[] b = Bits.uniform(4, 37 * k);
            float[] c = Bits.uniform(5, 13 * 37);
            for (boolean accumulate : new boolean[] {false, true}) {
                GatheredShape shape = GatheredShape.of(left, right, 37, accumulate);
                assertThat(run(vector, shape, a, b, c.clone())).containsExactly(run(scalar, shape, a, b, c.clone()));
            }
        }
    }

    @Test
    void storesColumnByColumnWhatItWouldStoreRowByRow() {
        for (int m : new int[] {3, 32, 50, 64}) {
            for (int n : new int[] {1, 13, 14, 33, 290}) {
                int k = GatheredMatmul.BLOCK + 9;
                Gather left = Gather.matrix(m, k, k, 1);
                Gather right = Gather.matrix(n, 1, k, n);
                float[] a = Bits.uniform(3, m * k);
                float[] b = Bits.uniform(4, n * k);
                float[] expected = run(scalar, GatheredShape.of(left, right, n, true), a, b, new float[m * n]);
                GatheredShape byColumns = GatheredShape.byColumns(left, right, m + 1, true);
                for (Kernels kernels : List.of(scalar, vector)) {
                    float[] actual = run(kernels, byColumns, a, b, new float[(m + 1) * n]);
                    assertThat(turned(actual, m, n)).containsExactly(expected);
                }
            }
        }
    }

    private static float[] turned(float[] byColumns, int m, int n) {
        float[] rows = new float[m * n];
        for (int i = 0; i < m * n; i++) {
            rows[i] = byColumns[i % n * (m + 1) + i / n];
        }
        return rows;
    }

    @Test
    void agreesWithTheReferenceWhereOnlyAPartOfCFitsTheCache() {
        int n = 1500;
        int k = 130;
        Gather left = Gather.matrix(60, k, k, 1);
        Gather right = Gather.matrix(n, 1, k, n);
        float[] a = Bits.uniform(3, 60 * k);
        float[] b = Bits.uniform(4, k * n);
        float[] c = Bits.uniform(5, 60 * n);
        for (boolean accumulate : new boolean[] {false, true}) {
            GatheredShape shape = GatheredShape.of(left, right, n, accumulate);
            assertThat(run(vector, shape, a, b, c.clone())).containsExactly(run(scalar, shape, a, b, c.clone()));
        }
    }

    @Test
    void addsColumnByColumnWhatTheReferenceAdds() {
        for (int columns : EXTENTS) {
            for (int rows = 1; rows <= 9; rows++) {
                Gather patches = Gather.matrix(rows, columns, GatheredMatmul.BLOCK + 5, columns);
                float[] x = Bits.uniform(3, columns * (rows + GatheredMatmul.BLOCK + 5));
                float[] y = Bits.uniform(4, columns * (GatheredMatmul.BLOCK + 5));
                float[] expected = Bits.uniform(5, rows * columns);
                float[] actual = expected.clone();
                scalar.gatheredMatmuls().addByColumns(patches, x, y, columns, expected);
                vector.gatheredMatmuls().addByColumns(patches, x, y, columns, actual);
                assertThat(actual).containsExactly(expected);
            }
        }
    }

    @Test
    void refusesOperandsThatDoNotFit() {
        Gather one = new Gather(new int[] {0}, new int[] {0});
        Gather two = new Gather(new int[] {0}, new int[] {0, 1});
        assertThatThrownBy(() -> GatheredShape.of(one, two, 1, false)).hasMessageContaining("1 and 2");
    }

    private static float[] run(Kernels kernels, GatheredShape shape, float[] a, float[] b, float[] c) {
        GatheredMatmul product = kernels.gatheredMatmuls().plan(shape);
        product.load(a, 0, shape.bias() == null ? 0 : 3);
        product.run(b, 0, c, 0);
        return c;
    }
}
