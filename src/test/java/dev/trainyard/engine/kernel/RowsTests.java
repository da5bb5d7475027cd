package dev.trainyard.engine.kernel;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kernel on rows and columns has the bits of the scalar reference, whatever part of the matrix it is given. */
class RowsTests {
    private static final int[] COLUMNS = {1, 2, 3, 4, 5, 7, 8, 9, 10, 15, 16, 17, 31, 33, 100, 1030};
    private static final int ROWS = 37;
    private static final int MANY_ROWS = Rows.BLOCK + 3;

    private final Rows scalar = ScalarKernels.create().rows();
    private final Rows vector = VectorKernels.create().rows();

    /** A kernel on matrices x, y, z and on one value per row or column, for part of the rows or columns. */
    interface Kernel {
        void run(Rows rows, Data data, int columns, int from, int to);
    }

    @SuppressWarnings("ArrayRecordComponent")
    record Data(float[] x, float[] y, float[] z, float[] first, float[] second, float[] targets) {
        static Data of(int rows, int columns, boolean awkward) {
            int most = Math.max(rows, columns);
            float[] targets = new float[rows];
            for (int row = 0; row < rows; row++) {
                targets[row] = row % columns;
            }
            return new Data(
                    matrix(0, rows * columns, awkward),
                    matrix(1, rows * columns, awkward),
                    matrix(2, rows * columns, awkward),
                    matrix(3, most, awkward),
                    matrix(4, most, awkward),
                    targets);
        }

        private static float[] matrix(long key, int size, boolean awkward) {
            return awkward ? Bits.awkward(key, size) : Bits.uniform(key, size);
        }

        void assertSame(Data expected, String what) {
            Bits.assertSame(x, expected.x, what + ", x");
            Bits.assertSame(y, expected.y, what + ", y");
            Bits.assertSame(z, expected.z, what + ", z");
            Bits.assertSame(first, expected.first, what + ", first");
            Bits.assertSame(second, expected.second, what + ", second");
        }
    }

    record Case(String name, Kernel kernel) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> byRow() {
        return Stream.of(
                new Case("softmax", (r, d, c, f, t) -> r.softmax(d.x, d.y, c, f, t)),
                new Case("softmax in place", (r, d, c, f, t) -> r.softmax(d.x, d.x, c, f, t)),
                new Case("softmax backward", (r, d, c, f, t) -> r.softmaxBackward(d.x, d.y, d.z, c, f, t)),
                new Case(
                        "softmax cross-entropy",
                        (r, d, c, f, t) -> r.softmaxCrossEntropy(d.x, d.targets, d.y, d.first, c, f, t)),
                new Case(
                        "softmax cross-entropy in place",
                        (r, d, c, f, t) -> r.softmaxCrossEntropy(d.x, d.targets, d.x, d.first, c, f, t)),
                new Case(
                        "softmax cross-entropy backward",
                        (r, d, c, f, t) -> r.softmaxCrossEntropyBackward(d.x, d.targets, d.first, d.y, c, f, t)),
                new Case("normalizeRows", (r, d, c, f, t) -> r.normalizeRows(1e-5f, d.x, d.y, d.first, c, f, t)),
                new Case(
                        "normalizeRows backward",
                        (r, d, c, f, t) -> r.normalizeRowsBackward(d.x, d.first, d.y, d.z, c, f, t)),
                new Case("addRowVector", (r, d, c, f, t) -> r.addRowVector(d.x, d.first, d.y, c, f, t)),
                new Case("subtractRowVector", (r, d, c, f, t) -> r.subtractRowVector(d.x, d.first, d.y, c, f, t)),
                new Case("multiplyRowVector", (r, d, c, f, t) -> r.multiplyRowVector(d.x, d.first, d.y, c, f, t)),
                new Case("scaleAndShift", (r, d, c, f, t) -> r.scaleAndShift(d.x, d.first, d.second, d.y, c, f, t)),
                new Case(
                        "multiplyAddRowVector", (r, d, c, f, t) -> r.multiplyAddRowVector(d.x, d.first, d.y, c, f, t)));
    }

    @ParameterizedTest
    @MethodSource("byRow")
    void hasTheBitsOfTheReferenceByRow(Case kernel) {
        for (int columns : COLUMNS) {
            for (boolean awkward : new boolean[] {false, true}) {
                check(kernel, ROWS, columns, 0, ROWS, awkward);
                check(kernel, ROWS, columns, 3, 3, awkward);
                check(kernel, ROWS, columns, 3, 8, awkward);
            }
        }
    }

    static Stream<Case> byColumn() {
        return Stream.of(
                new Case("columnSums", (r, d, c, f, t) -> r.columnSums(d.x, d.first, d.targets.length, c, f, t)),
                new Case(
                        "columnSumsOfProducts",
                        (r, d, c, f, t) -> r.columnSumsOfProducts(d.x, d.y, d.first, d.targets.length, c, f, t)));
    }

    @ParameterizedTest
    @MethodSource("byColumn")
    void hasTheBitsOfTheReferenceByColumn(Case kernel) {
        for (int columns : COLUMNS) {
            for (boolean awkward : new boolean[] {false, true}) {
                check(kernel, ROWS, columns, 0, columns, awkward);
                check(kernel, ROWS, columns, columns / 3, columns, awkward);
            }
        }
        check(kernel, MANY_ROWS, 21, 0, 21, false);
    }

    private void check(Case kernel, int rows, int columns, int from, int to, boolean awkward) {
        Data expected = Data.of(rows, columns, awkward);
        Data actual = Data.of(rows, columns, awkward);
        kernel.kernel().run(scalar, expected, columns, from, to);
        kernel.kernel().run(vector, actual, columns, from, to);
        actual.assertSame(expected, kernel + " of " + columns + " columns, " + from + " to " + to);
    }
}
