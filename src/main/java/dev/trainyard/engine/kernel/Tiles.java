package dev.trainyard.engine.kernel;

/** The tile of C that this machine's registers hold, and the way from a tile to C. */
final class Tiles {
    private static final boolean WIDE = Lanes.COUNT >= 16;

    static final int ROWS = WIDE ? Tile8x2.ROWS : Tile6x2.ROWS;
    static final int COLUMNS = 2 * Lanes.COUNT;
    static final int SIZE = ROWS * COLUMNS;

    /** A row of zeros, for products that start from nothing. */
    static final float[] NOTHING = new float[COLUMNS];

    private Tiles() {}

    /** A whole tile; see {@link Tile8x2#run}. */
    static void whole(
            int terms,
            float[] a,
            int aStart,
            float[] b,
            int bStart,
            float[] base,
            int baseStart,
            int baseStep,
            float[] c,
            int cStart,
            int cStep) {
        if (WIDE) {
            Tile8x2.run(terms, a, aStart, b, bStart, base, baseStart, baseStep, c, cStart, cStep);
        } else {
            Tile6x2.run(terms, a, aStart, b, bStart, base, baseStart, baseStep, c, cStart, cStep);
        }
    }

    /** A tile of which only some rows and columns are in C: computed whole in {@code scratch}, copied in part. */
    static void edge(
            int terms,
            float[] a,
            int aStart,
            float[] b,
            int bStart,
            float[] base,
            int baseStart,
            int baseStep,
            float[] c,
            int cStart,
            int cStep,
            int rows,
            int columns,
            float[] scratch) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(base, baseStart + row * baseStep, scratch, row * COLUMNS, columns);
        }
        whole(terms, a, aStart, b, bStart, scratch, 0, COLUMNS, scratch, 0, COLUMNS);
        for (int row = 0; row < rows; row++) {
            System.arraycopy(scratch, row * COLUMNS, c, cStart + row * cStep, columns);
        }
    }
}
