package dev.trainyard.engine.kernel;

import java.util.Arrays;

/**
 * {@link GatheredMatmul} for C of many rows: registers go along the rows, of which A is packed into panels, and B is read
 * value by value, wherever it lies. C comes out column by column, and is turned round while it is in the second-level cache.
 */
final class BroadcastMatmul implements GatheredMatmul {
    /** Floats of C at a time. */
    private static final int PART = 1 << 16;

    private static final int LEAST_TERMS = 128;
    private static final int SQUARE = Lanes.COUNT * Lanes.COUNT;

    private final GatheredShape shape;
    private final Layouts layouts;
    private final int m;
    private final int n;
    private final int k;
    /** Those of all panels. */
    private final int rows;

    private final int rowStep;
    private final float[] panels;
    /** What a column starts from. */
    private final float[] start;
    /** Where each column of B lies, with some more of the last one to fill a tile. */
    private final int[] columns;
    /** Columns of C at a time. */
    private final int part;
    /** Some columns of C, or a tile of its edge. */
    private final float[] turned;
    /** The same columns, row by row: C itself may be far away, where writing many rows at once is slow. */
    private final float[] result;

    private final float[] square = new float[SQUARE];

    BroadcastMatmul(GatheredShape shape, Layouts layouts) {
        this.shape = shape;
        this.layouts = layouts;
        m = shape.m();
        n = shape.n();
        k = shape.k();
        rows = rows(m);
        rowStep = shape.a().outerStep();
        panels = new float[Math.multiplyExact(rows, k)];
        start = new float[rows];
        columns = Arrays.copyOf(shape.b().outer(), n + BroadcastTiles.COLUMNS);
        Arrays.fill(columns, n, columns.length, columns[n - 1]);
        part = part(shape);
        turned = new float[turned(shape)];
        result = new float[shape.byColumns() ? 0 : part * m];
    }

    /** Whether rows fill registers well, and each has terms enough to be worth the turning round. */
    static boolean suits(int m, int k, boolean byColumns) {
        return 4 * rows(m) <= 5 * m && (byColumns || k >= LEAST_TERMS);
    }

    static long scratchBytes(GatheredShape shape) {
        long rows = rows(shape.m());
        long result = shape.byColumns() ? 0 : (long) part(shape) * shape.m();
        return (rows * (shape.k() + 1) + turned(shape) + result + SQUARE) * Float.BYTES;
    }

    private static int rows(int m) {
        return Math.ceilDiv(m, BroadcastTiles.ROWS) * BroadcastTiles.ROWS;
    }

    private static int part(GatheredShape shape) {
        int tiles = Math.max(1, PART / rows(shape.m()) / BroadcastTiles.COLUMNS);
        return shape.byColumns() ? shape.n() : Math.min(shape.n(), tiles * BroadcastTiles.COLUMNS);
    }

    private static int turned(GatheredShape shape) {
        return shape.byColumns()
                ? BroadcastTiles.COLUMNS * BroadcastTiles.ROWS
                : (part(shape) + BroadcastTiles.COLUMNS) * rows(shape.m());
    }

    @Override
    public void load(float[] a, int aOffset, int biasOffset) {
        for (int block = 0; block < k; block += BLOCK) {
            int terms = Math.min(BLOCK, k - block);
            for (int row = 0; row < m; row += BroadcastTiles.ROWS) {
                load(a, aOffset, row, block, terms);
            }
        }
        if (shape.bias() != null) {
            System.arraycopy(shape.bias(), biasOffset, start, 0, m);
        }
    }

    private void load(float[] a, int aOffset, int row, int block, int terms) {
        int count = Math.min(BroadcastTiles.ROWS, m - row);
        int to = panel(row, block, terms);
        int[] outer = shape.a().outer();
        int[] offsets = shape.a().terms();
        if (rowStep >= 0) {
            int from = aOffset + outer[row] + offsets[block];
            Panels.packAcross(a, from, rowStep, count, terms, BroadcastTiles.ROWS, panels, to, square);
            return;
        }
        for (int i = 0; i < count; i++) {
            int from = aOffset + outer[row + i];
            for (int term = 0; term < terms; term++) {
                panels[to + term * BroadcastTiles.ROWS + i] = a[from + offsets[block + term]];
            }
        }
    }

    private int panel(int row, int block, int terms) {
        return block * rows + row * terms;
    }

    @Override
    public void run(float[] b, int bOffset, float[] c, int cOffset) {
        if (shape.byColumns()) {
            multiply(b, bOffset, 0, n, c, cOffset, shape.ldc());
            return;
        }
        for (int column = 0; column < n; column += part) {
            int count = Math.min(part, n - column);
            if (shape.accumulate()) {
                layouts.transpose(c, cOffset + column, shape.ldc(), turned, 0, rows, m, count);
            }
            multiply(b, bOffset, column, count, turned, 0, rows);
            layouts.transpose(turned, 0, rows, result, 0, count, count, m);
            store(count, c, cOffset + column);
        }
    }

    private void store(int count, float[] c, int to) {
        if (count == shape.ldc()) {
            System.arraycopy(result, 0, c, to, count * m);
        } else {
            layouts.copy(result, 0, count, c, to, shape.ldc(), m, count);
        }
    }

    private void multiply(float[] b, int bOffset, int column, int count, float[] c, int cOffset, int step) {
        for (int block = 0; block < k; block += BLOCK) {
            for (int row = 0; row < m; row += BroadcastTiles.ROWS) {
                multiply(b, bOffset, column, count, block, row, c, cOffset + row, step);
            }
        }
    }

    /** One panel of A with some columns of B, for the terms of a block. */
    private void multiply(
            float[] b, int bOffset, int column, int count, int block, int row, float[] c, int cStart, int step) {
        boolean add = block > 0 || shape.accumulate();
        int terms = Math.min(BLOCK, k - block);
        int a = panel(row, block, terms);
        int[] offsets = shape.b().terms();
        float[] base = add ? c : start;
        int baseStep = add ? step : 0;
        int height = Math.min(BroadcastTiles.ROWS, m - row);
        for (int j = 0; j < count; ) {
            int width = BroadcastTiles.columns(count - j);
            int to = cStart + j * step;
            int from = add ? to : row;
            int taken = Math.min(width, count - j);
            boolean whole = !shape.byColumns() || (taken == width && height == BroadcastTiles.ROWS);
            if (!whole) {
                copy(base, from, baseStep, turned, 0, BroadcastTiles.ROWS, taken, height);
            }
            BroadcastTiles.whole(
                    width,
                    terms,
                    panels,
                    a,
                    b,
                    bOffset,
                    columns,
                    column + j,
                    offsets,
                    block,
                    whole ? base : turned,
                    whole ? from : 0,
                    whole ? baseStep : BroadcastTiles.ROWS,
                    whole ? c : turned,
                    whole ? to : 0,
                    whole ? step : BroadcastTiles.ROWS);
            if (!whole) {
                copy(turned, 0, BroadcastTiles.ROWS, c, to, step, taken, height);
            }
            j += width;
        }
    }

    private static void copy(float[] x, int from, int step, float[] y, int to, int yStep, int columns, int height) {
        for (int column = 0; column < columns; column++) {
            System.arraycopy(x, from + column * step, y, to + column * yStep, height);
        }
    }
}
