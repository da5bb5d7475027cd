package dev.trainyard.engine.kernel;

import dev.trainyard.engine.kernel.SmallMatmul.Room;
import java.util.Arrays;

/**
 * Tiles of {@link SmallMatmul} four registers wide, one below the other: as few as can be, and the last ones low where that is
 * enough.
 */
final class BroadStrip {
    static final int COLUMNS = 4 * Lanes.COUNT;
    static final int SIZE = BroadColumnTiles.ROWS * COLUMNS;

    private static final int LOW = 4;
    private static final Layouts LAYOUTS = new VectorLayouts();
    /** What a sum starts from that is to stay as it is, even a negative zero. */
    private static final float[] MINUS_ZEROS = new float[COLUMNS];

    static {
        Arrays.fill(MINUS_ZEROS, -0f);
    }

    private BroadStrip() {}

    /** Some terms of some rows of C, from {@code column} on; row 0 of these columns is at {@code cStart}. */
    static void run(
            MatmulShape shape,
            float[] a,
            int aOffset,
            int terms,
            int fromRow,
            int toRow,
            float[] b,
            int bStart,
            int bStep,
            int column,
            int columns,
            float[] c,
            int cStart,
            boolean add,
            Room room) {
        int high = shape.form() == Form.TN ? BroadColumnTiles.ROWS : BroadRowTiles.ROWS;
        int tiles = Math.ceilDiv(toRow - fromRow, high);
        int lows = Math.min(tiles, (high * tiles - (toRow - fromRow)) / (high - LOW));
        int row = fromRow;
        for (int i = 0; i < tiles; i++) {
            int height = i < tiles - lows ? high : LOW;
            int rows = Math.min(height, toRow - row);
            boolean whole = !add && rows == height && columns == COLUMNS;
            int to = cStart + row * shape.ldc();
            float[] start = add ? MINUS_ZEROS : room.start;
            int from = add ? 0 : column;
            float[] target = whole ? c : room.tile;
            int at = whole ? to : 0;
            int step = whole ? shape.ldc() : COLUMNS;
            tile(shape, a, aOffset, terms, row, rows, height, b, bStart, bStep, start, from, target, at, step, room);
            if (add) {
                add(target, c, to, shape.ldc(), rows, columns);
            } else if (!whole) {
                LAYOUTS.copy(target, 0, COLUMNS, c, to, shape.ldc(), rows, columns);
            }
            row += height;
        }
    }

    /** Where A of the tile would reach over the end of its array, it is copied first. */
    private static void tile(
            MatmulShape shape,
            float[] a,
            int aOffset,
            int terms,
            int row,
            int rows,
            int height,
            float[] b,
            int bStart,
            int bStep,
            float[] start,
            int column,
            float[] c,
            int cStart,
            int cStep,
            Room room) {
        boolean along = shape.form() == Form.TN;
        float[] x = a;
        int step = shape.lda();
        int from = aOffset + (along ? row : row * step);
        int end = along ? (terms - 1) * step + height : (height - 1) * step + terms;
        if (from + end > a.length) {
            x = room.a;
            int width = along ? height : terms;
            LAYOUTS.copy(a, from, step, x, 0, width, along ? terms : rows, along ? rows : terms);
            step = width;
            from = 0;
        }
        if (along) {
            BroadColumnTiles.run(height, terms, x, from, step, b, bStart, bStep, start, column, c, cStart, cStep);
        } else {
            BroadRowTiles.run(height, terms, x, from, step, b, bStart, bStep, start, column, c, cStart, cStep);
        }
    }

    private static void add(float[] tile, float[] c, int to, int step, int rows, int columns) {
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < columns; i++) {
                c[to + row * step + i] += tile[row * COLUMNS + i];
            }
        }
    }
}
