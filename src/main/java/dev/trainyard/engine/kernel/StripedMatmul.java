package dev.trainyard.engine.kernel;

/**
 * Product of matrices where C has so few columns that registers are better filled with the terms of an element, see
 * {@link MatmulShape#striped}. A and B are read where they lie.
 */
final class StripedMatmul implements Matmul {
    /** Whether a register holds all stripes of an element. */
    private static final boolean TILES = Lanes.COUNT == Partials.COUNT;
    /** Rows that workers share, as many as the highest tile has. */
    private static final int ROWS = StripedTiles.rows(1);

    private static final int MOST_WORKERS = 256;

    private final MatmulShape shape;
    private final Epilogue epilogue;
    private final Activations activations;
    /** What the rows of a tile start from where they do not start from C, for each worker: the bias, or zeros. */
    private final float[][] starts = new float[MOST_WORKERS][];

    StripedMatmul(MatmulShape shape, Epilogue epilogue, Activations activations) {
        this.shape = shape;
        this.epilogue = epilogue;
        this.activations = activations;
        this.starts[0] = new float[Partials.COUNT];
    }

    /** What a plan allocates for one worker. */
    static long startBytes() {
        return Partials.COUNT * Float.BYTES;
    }

    @Override
    public long scratchBytes() {
        return startBytes();
    }

    @Override
    public void run(float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset, int rows, Worker worker) {
        int from = worker.from(rows, ROWS);
        int to = worker.to(rows, ROWS);
        if (from >= to) {
            return;
        }
        boolean tiled = TILES && shape.n() == shape.ldc() && to - from >= StripedTiles.rows(shape.n());
        int tiles = tiled ? tiles(a, aOffset, b, bOffset, c, cOffset, from, to, start(worker)) : from;
        elements(a, aOffset, b, bOffset, c, cOffset, tiles, to);
        epilogue.activate(activations, c, cOffset + from * shape.ldc(), shape.ldc(), to - from, shape.n());
    }

    /** Computes at least one tile of rows, and answers which row comes next. */
    private int tiles(
            float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset, int from, int to, float[] start) {
        boolean add = epilogue.accumulate();
        int n = shape.n();
        int lda = shape.lda();
        int ldb = shape.ldb();
        int height = StripedTiles.rows(n);
        int row = from;
        for (; row + height <= to; row += height) {
            int at = cOffset + row * n;
            StripedTiles.run(
                    n, shape.k(), a, aOffset + row * lda, lda, b, bOffset, ldb, add ? c : start, add ? at : 0, c, at);
        }
        if (row == to || add) {
            return row;
        }
        // the last tile overlaps the one before it: nothing is added twice
        row = to - height;
        StripedTiles.run(n, shape.k(), a, aOffset + row * lda, lda, b, bOffset, ldb, start, 0, c, cOffset + row * n);
        return to;
    }

    /** One by one. */
    private void elements(float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset, int from, int to) {
        float[] bias = epilogue.bias();
        for (int row = from; row < to; row++) {
            for (int column = 0; column < shape.n(); column++) {
                int at = cOffset + row * shape.ldc() + column;
                float start = epilogue.accumulate() ? c[at] : bias == null ? 0f : bias[column];
                c[at] = start
                        + StripedDot.of(shape.k(), a, aOffset + row * shape.lda(), b, bOffset + column * shape.ldb());
            }
        }
    }

    private float[] start(Worker worker) {
        float[] start = starts[worker.index()];
        if (start == null) {
            start = new float[Partials.COUNT];
            starts[worker.index()] = start;
        }
        float[] bias = epilogue.bias();
        int n = shape.n();
        for (int row = 0; bias != null && row < StripedTiles.rows(n); row++) {
            for (int column = 0; column < n; column++) {
                start[row * n + column] = bias[column];
            }
        }
        return start;
    }
}
