package dev.trainyard.engine.kernel;

/** The tile of C of a {@link BroadcastMatmul} that this machine's registers hold. */
final class BroadcastTiles {
    private static final boolean WIDE = Lanes.COUNT >= 16;

    static final int ROWS = 2 * Lanes.COUNT;
    static final int COLUMNS = WIDE ? BroadcastTile14x2.COLUMNS : BroadcastTile6x2.COLUMNS;
    private static final int LOW = BroadcastTile4x2.COLUMNS;

    private BroadcastTiles() {}

    /** How many columns the next tile has, where so many are left: the fewer, where that is faster than one only partly filled. */
    static int columns(int left) {
        int low = Math.ceilDiv(left, LOW) * LOW;
        return left < COLUMNS && 5 * low <= 4 * COLUMNS ? LOW : COLUMNS;
    }

    /** A whole tile of so many columns; see {@link BroadcastTile14x2#run}. */
    static void whole(
            int count,
            int terms,
            float[] a,
            int aStart,
            float[] b,
            int bStart,
            int[] columns,
            int column,
            int[] offsets,
            int first,
            float[] base,
            int baseStart,
            int baseStep,
            float[] c,
            int cStart,
            int cStep) {
        if (count < COLUMNS) {
            BroadcastTile4x2.run(
                    terms, a, aStart, b, bStart, columns, column, offsets, first, base, baseStart, baseStep, c, cStart,
                    cStep);
        } else if (WIDE) {
            BroadcastTile14x2.run(
                    terms, a, aStart, b, bStart, columns, column, offsets, first, base, baseStart, baseStep, c, cStart,
                    cStep);
        } else {
            BroadcastTile6x2.run(
                    terms, a, aStart, b, bStart, columns, column, offsets, first, base, baseStart, baseStep, c, cStart,
                    cStep);
        }
    }
}
