package dev.trainyard.engine.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link GatheredMatmul} with all of A packed into panels. Where the columns of a register lie side by side, B is read where
 * it is; else it is packed, one column of tiles and one block of terms at a time, so that it stays in the first-level cache
 * while all of A passes over it.
 */
final class PackedGatheredMatmul implements GatheredMatmul {
    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    private static final int APART = 0;
    /** Where each term of a packed column of tiles lies. */
    private static final int[] PACKED = new int[BLOCK];

    static {
        Arrays.setAll(PACKED, term -> term * Tiles.COLUMNS);
    }

    private final GatheredShape shape;
    private final int m;
    private final int n;
    private final int k;
    private final int strips;
    /** Those of all strips. */
    private final int rows;

    private final int rowStep;
    private final float[] panelsOfA;
    private final float[] panelOfB;
    /** For each row one tile's width of its bias, so that a tile can start from it. */
    private final float[] starts;

    private final float[] scratch = new float[Tiles.SIZE];
    /** For each register of B how many of its columns lie side by side before the others do, or {@link #APART}. */
    private final int[] together;
    /** Whether all columns of B lie side by side. */
    private final boolean adjacent;
    /** The farthest of the terms. */
    private final int farthest;

    PackedGatheredMatmul(GatheredShape shape) {
        this.shape = shape;
        m = shape.m();
        n = shape.n();
        k = shape.k();
        rowStep = shape.a().outerStep();
        strips = Tiles.strips(m);
        rows = Tiles.row(strips, m);
        panelsOfA = new float[Math.multiplyExact(rows, k)];
        panelOfB = new float[Tiles.COLUMNS * Math.min(k, BLOCK)];
        starts = new float[rows * Tiles.COLUMNS];
        together = together(shape.b().outer());
        int[] columns = shape.b().outer();
        adjacent =
                columns[n - 1] - columns[0] == n - 1 && Arrays.stream(together).allMatch(first -> first == LANES);
        farthest = Arrays.stream(shape.b().terms()).max().orElseThrow();
    }

    private static int[] together(int[] columns) {
        int[] together = new int[Math.ceilDiv(columns.length, LANES)];
        for (int register = 0; register < together.length; register++) {
            together[register] = together(columns, register * LANES);
        }
        return together;
    }

    /** A register that crosses from one line of an image to the next has two parts; one with more is left apart. */
    private static int together(int[] columns, int from) {
        int first = LANES;
        int count = Math.min(LANES, columns.length - from);
        for (int i = 1; i < count; i++) {
            int step = columns[from + i] - columns[from + i - 1];
            if (step < 1 || (step > 1 && first < LANES)) {
                return APART;
            }
            first = step > 1 ? i : first;
        }
        return first == LANES || count == LANES ? first : APART;
    }

    @Override
    public void load(float[] a, int aOffset, int biasOffset) {
        for (int block = 0; block < k; block += BLOCK) {
            int terms = Math.min(BLOCK, k - block);
            for (int strip = 0; strip < strips; strip++) {
                load(a, aOffset, strip, block, terms);
            }
        }
        if (shape.bias() != null) {
            for (int i = 0; i < m; i++) {
                float value = shape.bias()[biasOffset + i];
                Arrays.fill(starts, i * Tiles.COLUMNS, (i + 1) * Tiles.COLUMNS, value);
            }
        }
    }

    private void load(float[] a, int aOffset, int strip, int block, int terms) {
        int row = Tiles.row(strip, m);
        int height = Tiles.height(strip, m);
        int count = Math.min(height, m - row);
        int to = block * rows + row * terms;
        int[] outer = shape.a().outer();
        if (rowStep >= 0) {
            int from = aOffset + outer[row] + shape.a().terms()[block];
            Panels.packAcross(a, from, rowStep, count, terms, height, panelsOfA, to, scratch);
            return;
        }
        for (int i = 0; i < count; i++) {
            loadRow(a, aOffset + outer[row + i], block, terms, to + i, height);
        }
    }

    private void loadRow(float[] a, int from, int block, int terms, int to, int height) {
        int[] offsets = shape.a().terms();
        for (int term = 0; term < terms; term++) {
            panelsOfA[to + term * height] = a[from + offsets[block + term]];
        }
    }

    @Override
    public void run(float[] b, int bOffset, float[] c, int cOffset) {
        int[] columns = shape.b().outer();
        for (int column = row(b, bOffset, c, cOffset); column < n; column += Tiles.COLUMNS) {
            int second = Math.min(column + LANES, n - 1);
            int apart = column + LANES < n ? columns[second] - columns[column] : 0;
            int from = bOffset + columns[column];
            boolean direct = together[column / LANES] == LANES
                    && together[second / LANES] == LANES
                    && from + Math.max(0, apart) + farthest + LANES <= b.length;
            for (int block = 0; block < k; block += BLOCK) {
                int terms = Math.min(BLOCK, k - block);
                if (direct) {
                    multiply(block, terms, b, from, apart, shape.b().terms(), block, column, c, cOffset + column);
                } else {
                    for (int side = 0; side < Tiles.COLUMNS; side += LANES) {
                        pack(b, bOffset, column + side, side, block, terms);
                    }
                    multiply(block, terms, panelOfB, 0, LANES, PACKED, 0, column, c, cOffset + column);
                }
            }
        }
    }

    /** Of a C of one row as much as fills eight registers at a time; returns the column from which on the rest is left. */
    private int row(float[] b, int bOffset, float[] c, int cOffset) {
        if (m > 1 || !adjacent) {
            return 0;
        }
        int column = 0;
        for (; column + GatheredRow.COLUMNS <= n; column += GatheredRow.COLUMNS) {
            int from = bOffset + shape.b().outer()[column];
            int to = cOffset + column;
            for (int block = 0; block < k; block += BLOCK) {
                boolean add = block > 0 || shape.accumulate();
                GatheredRow.run(
                        Math.min(BLOCK, k - block),
                        panelsOfA,
                        block * rows,
                        Tiles.height(0, 1),
                        b,
                        from,
                        shape.b().terms(),
                        block,
                        add ? c : starts,
                        add ? to : 0,
                        add ? LANES : 0,
                        c,
                        to);
            }
        }
        return column;
    }

    /** One register's width of columns of B, for the terms of a block. */
    private void pack(float[] b, int bOffset, int column, int to, int block, int terms) {
        int count = Math.clamp(n - column, 0, LANES);
        int first = count < LANES ? APART : together[column / LANES];
        if (first == APART) {
            packApart(b, bOffset, column, count, to, block, terms);
        } else if (first == LANES) {
            packAdjacent(b, bOffset + shape.b().outer()[column], to, block, terms);
        } else {
            int second = bOffset + shape.b().outer()[column + first] - first;
            packCrossing(b, bOffset + shape.b().outer()[column], second, first, to, block, terms);
        }
    }

    private void packAdjacent(float[] b, int from, int to, int block, int terms) {
        int[] offsets = shape.b().terms();
        for (int term = 0; term < terms; term++) {
            FloatVector.fromArray(SPECIES, b, from + offsets[block + term])
                    .intoArray(panelOfB, to + term * Tiles.COLUMNS);
        }
    }

    /** Lanes up to {@code first} from one place, the others from another. */
    private void packCrossing(float[] b, int from, int second, int first, int to, int block, int terms) {
        int[] offsets = shape.b().terms();
        for (int term = 0; term < terms; term++) {
            int offset = offsets[block + term];
            FloatVector.fromArray(SPECIES, b, from + offset)
                    .blend(
                            FloatVector.fromArray(SPECIES, b, second + offset),
                            VectorConstants.LANE.compare(VectorOperators.GE, (float) first))
                    .intoArray(panelOfB, to + term * Tiles.COLUMNS);
        }
    }

    private void packApart(float[] b, int bOffset, int column, int count, int to, int block, int terms) {
        int[] offsets = shape.b().terms();
        int[] columns = shape.b().outer();
        for (int i = 0; i < count; i++) {
            int from = bOffset + columns[column + i];
            for (int term = 0; term < terms; term++) {
                panelOfB[to + term * Tiles.COLUMNS + i] = b[from + offsets[block + term]];
            }
        }
    }

    private void multiply(
            int block,
            int terms,
            float[] b,
            int bStart,
            int apart,
            int[] offsets,
            int first,
            int column,
            float[] c,
            int cStart) {
        boolean add = block > 0 || shape.accumulate();
        int columns = Math.min(Tiles.COLUMNS, n - column);
        float[] base = add ? c : starts;
        int step = shape.ldc();
        int baseStep = add ? step : Tiles.COLUMNS;
        for (int strip = 0; strip < strips; strip++) {
            int row = Tiles.row(strip, m);
            int height = Tiles.height(strip, m);
            int count = Math.min(height, m - row);
            int to = cStart + row * step;
            int from = add ? to : row * Tiles.COLUMNS;
            int a = block * rows + row * terms;
            boolean whole = count == height && columns == Tiles.COLUMNS;
            if (!whole) {
                copy(base, from, baseStep, scratch, 0, Tiles.COLUMNS, count, columns);
            }
            GatheredTiles.whole(
                    height,
                    terms,
                    panelsOfA,
                    a,
                    b,
                    bStart,
                    apart,
                    offsets,
                    first,
                    whole ? base : scratch,
                    whole ? from : 0,
                    whole ? baseStep : Tiles.COLUMNS,
                    whole ? c : scratch,
                    whole ? to : 0,
                    whole ? step : Tiles.COLUMNS);
            if (!whole) {
                copy(scratch, 0, Tiles.COLUMNS, c, to, step, count, columns);
            }
        }
    }

    private static void copy(float[] x, int from, int step, float[] y, int to, int yStep, int rows, int columns) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(x, from + row * step, y, to + row * yStep, columns);
        }
    }
}
