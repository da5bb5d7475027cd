package dev.trainyard.engine.kernel;

/** The tile of C that this machine's registers hold, and the way from a tile to C. */
final class Tiles {
    private static final boolean WIDE = Lanes.COUNT >= 16;

    /** Whether there are tiles of {@link #ROWS} rows that read A where it lies. */
    static final boolean IN_PLACE = WIDE;

    static final int ROWS = WIDE ? Tile8x2.ROWS : Tile6x2.ROWS;
    static final int COLUMNS = 2 * Lanes.COUNT;
    static final int SIZE = ROWS * COLUMNS;
    /** Rows of the lower tile, which the last rows of C are divided into if whole tiles would reach far over them. */
    private static final int LOW = Tile4x2.ROWS;

    /** A row of zeros, for products that start from nothing. */
    static final float[] NOTHING = new float[COLUMNS];

    private Tiles() {}

    /** Into how many strips, each a row of tiles, the rows of C are divided: high ones, then up to two low ones. */
    static int strips(int rows) {
        return highStrips(rows) + lowStrips(rows);
    }

    /** How many strips have {@link #ROWS} rows. */
    static int highStrips(int rows) {
        return Math.ceilDiv(rows - LOW * lowStrips(rows), ROWS);
    }

    private static int lowStrips(int rows) {
        int rest = rows % ROWS;
        if (rest == 0 || rest > LOW) {
            return 0;
        }
        return 2 * LOW - ROWS >= rest && rows > ROWS ? 2 : 1;
    }

    /** The first row of a strip. */
    static int row(int strip, int rows) {
        int high = Math.min(strip, highStrips(rows));
        return high * ROWS + (strip - high) * LOW;
    }

    /** How many rows the tiles of a strip have. */
    static int height(int strip, int rows) {
        return strip < highStrips(rows) ? ROWS : LOW;
    }

    /**
     * A whole tile of so many rows; see {@link Tile8x2#run}.
     *
     * @param aStep unused for a panel; else as in {@link AcrossTile8x2} and {@link AlongTile8x2}
     */
    static void whole(
            Source source,
            int height,
            int terms,
            float[] a,
            int aStart,
            int aStep,
            float[] b,
            int bStart,
            float[] base,
            int baseStart,
            int baseStep,
            float[] c,
            int cStart,
            int cStep) {
        if (source == Source.ALONG) {
            AlongTile8x2.run(terms, a, aStart, aStep, b, bStart, base, baseStart, baseStep, c, cStart, cStep);
        } else if (source == Source.ACROSS) {
            AcrossTile8x2.run(terms, a, aStart, aStep, b, bStart, base, baseStart, baseStep, c, cStart, cStep);
        } else if (height == LOW) {
            Tile4x2.run(terms, a, aStart, b, bStart, base, baseStart, baseStep, c, cStart, cStep);
        } else if (WIDE) {
            Tile8x2.run(terms, a, aStart, b, bStart, base, baseStart, baseStep, c, cStart, cStep);
        } else {
            Tile6x2.run(terms, a, aStart, b, bStart, base, baseStart, baseStep, c, cStart, cStep);
        }
    }

    /** A tile of which only some rows and columns are in C: computed whole in {@code scratch}, copied in part. */
    static void edge(
            Source source,
            int height,
            int terms,
            float[] a,
            int aStart,
            int aStep,
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
        if (source == Source.ALONG && columns <= Lanes.COUNT) {
            AlongTile8x1.run(terms, a, aStart, aStep, b, bStart, scratch, 0, COLUMNS, scratch, 0, COLUMNS);
        } else {
            whole(source, height, terms, a, aStart, aStep, b, bStart, scratch, 0, COLUMNS, scratch, 0, COLUMNS);
        }
        for (int row = 0; row < rows; row++) {
            System.arraycopy(scratch, row * COLUMNS, c, cStart + row * cStep, columns);
        }
    }
}
