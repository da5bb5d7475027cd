package dev.trainyard.engine.kernel;

/** The tile of C of a {@link PackedGatheredMatmul}: as high and wide as that of {@link Tiles}, with B where it lies. */
final class GatheredTiles {
    private static final boolean WIDE = Lanes.COUNT >= 16;

    private GatheredTiles() {}

    /** A whole tile of so many rows; see {@link GatheredTile8x2#run}. */
    static void whole(
            int height,
            int terms,
            float[] a,
            int aStart,
            float[] b,
            int bStart,
            int apart,
            int[] offsets,
            int first,
            float[] base,
            int baseStart,
            int baseStep,
            float[] c,
            int cStart,
            int cStep) {
        if (height < Tiles.ROWS) {
            GatheredTile4x2.run(
                    terms, a, aStart, b, bStart, apart, offsets, first, base, baseStart, baseStep, c, cStart, cStep);
        } else if (WIDE) {
            GatheredTile8x2.run(
                    terms, a, aStart, b, bStart, apart, offsets, first, base, baseStart, baseStep, c, cStart, cStep);
        } else {
            GatheredTile6x2.run(
                    terms, a, aStart, b, bStart, apart, offsets, first, base, baseStart, baseStep, c, cStart, cStep);
        }
    }
}
