package dev.trainyard.engine.kernel;

/**
 * Blocked matrix product on packed panels, after Goto and van de Geijn, "Anatomy of high-performance matrix
 * multiplication" (2008).
 *
 * <p>For each block of terms the workers pack B, and for each block of rows they pack A, each its share; after a barrier
 * each computes its share of the tiles, those of B that fit its second-level cache at a time. Panels alternate between
 * two buffers, so one barrier per block is enough. Neither the share nor the size of tile or block of rows decides the
 * order in which an element's terms are added.
 */
final class PackedMatmul implements Matmul {
    /** Rows of A packed at a time. */
    private static final int ROW_BLOCK = 960;
    /** Columns of B worked on at a time: with {@link #BLOCK} terms, 288 KB of second-level cache. */
    private static final int COLUMN_BLOCK = 144 / Tiles.COLUMNS * Tiles.COLUMNS;

    private static final int MOST_WORKERS = 256;
    private static final int SCRATCH = Math.max(Tiles.SIZE, Lanes.COUNT * Lanes.COUNT);

    private final MatmulShape shape;
    private final Epilogue epilogue;
    private final Activations activations;
    private final float[] start;
    private final boolean bias;
    private final float[][] panelsOfA;
    private final float[][] panelsOfB;
    private final float[][] tiles = new float[MOST_WORKERS][];

    PackedMatmul(MatmulShape shape, Epilogue epilogue, Activations activations) {
        this.shape = shape;
        this.epilogue = epilogue;
        this.activations = activations;
        this.bias = epilogue.bias() != null;
        this.start = epilogue.bias() == null ? Tiles.NOTHING : epilogue.bias();
        this.panelsOfA = new float[buffersOfA(shape)][Math.toIntExact(floatsOfA(shape))];
        this.panelsOfB = new float[buffersOfB(shape)][Math.toIntExact(floatsOfB(shape))];
    }

    /** What a plan of this shape allocates for panels, and for the edge tile of one worker. */
    static long scratchBytes(MatmulShape shape) {
        long floats = SCRATCH + buffersOfA(shape) * floatsOfA(shape) + buffersOfB(shape) * floatsOfB(shape);
        return floats * Float.BYTES;
    }

    @Override
    public long scratchBytes() {
        return scratchBytes(shape);
    }

    private static int buffersOfA(MatmulShape shape) {
        return shape.m() > ROW_BLOCK || shape.k() > BLOCK ? 2 : 1;
    }

    private static int buffersOfB(MatmulShape shape) {
        return shape.k() > BLOCK ? 2 : 1;
    }

    private static long floatsOfA(MatmulShape shape) {
        int tiles = Math.ceilDiv(Math.min(shape.m(), ROW_BLOCK), Tiles.ROWS);
        return (long) tiles * Tiles.ROWS * Math.min(shape.k(), BLOCK);
    }

    private static long floatsOfB(MatmulShape shape) {
        long tiles = Math.ceilDiv(shape.n(), Tiles.COLUMNS);
        return tiles * Tiles.COLUMNS * Math.min(shape.k(), BLOCK);
    }

    @Override
    public void run(float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset, int rows, Worker worker) {
        int m = shape.form() == Form.TN ? shape.m() : rows;
        int k = shape.form() == Form.TN ? rows : shape.k();
        int round = 0;
        for (int term = 0; term == 0 || term < k; term += BLOCK) {
            int terms = Math.min(BLOCK, k - term);
            float[] panelB = panelsOfB[worker.count() == 1 ? 0 : term / BLOCK % panelsOfB.length];
            packB(b, bOffset, term, terms, panelB, worker);
            for (int row = 0; row < m; row += ROW_BLOCK) {
                float[] panelA = panelsOfA[worker.count() == 1 ? 0 : round++ % panelsOfA.length];
                int count = Math.min(ROW_BLOCK, m - row);
                packA(a, aOffset, row, count, term, terms, panelA, worker);
                worker.barrier();
                multiply(
                        panelA,
                        panelB,
                        terms,
                        c,
                        cOffset + row * shape.ldc(),
                        count,
                        term == 0,
                        term + BLOCK >= k,
                        worker);
            }
        }
    }

    private void packA(float[] a, int aOffset, int row, int rows, int term, int terms, float[] panels, Worker worker) {
        boolean along = shape.form() == Form.TN;
        int from = along ? aOffset + term * shape.lda() + row : aOffset + row * shape.lda() + term;
        pack(along, a, from, shape.lda(), rows, terms, Tiles.ROWS, panels, worker);
    }

    private void packB(float[] b, int bOffset, int term, int terms, float[] panels, Worker worker) {
        boolean along = shape.form() != Form.NT;
        int from = along ? bOffset + term * shape.ldb() : bOffset + term;
        pack(along, b, from, shape.ldb(), shape.n(), terms, Tiles.COLUMNS, panels, worker);
    }

    /** This worker's share of the panels of a matrix. */
    private void pack(
            boolean along,
            float[] x,
            int from,
            int step,
            int extent,
            int terms,
            int width,
            float[] panels,
            Worker worker) {
        int start = worker.from(extent, width);
        int end = worker.to(extent, width);
        if (start < end && along) {
            Panels.packAlong(x, from + start, step, end - start, terms, width, panels, start * terms, width * terms);
            return;
        }
        for (int i = start; i < end; i += width) {
            int count = Math.min(width, end - i);
            Panels.packAcross(x, from + i * step, step, count, terms, width, panels, i * terms, scratch(worker));
        }
    }

    private void multiply(
            float[] panelsA,
            float[] panelsB,
            int terms,
            float[] c,
            int cStart,
            int rows,
            boolean firstTerms,
            boolean lastTerms,
            Worker worker) {
        boolean byRows = rows >= 2 * shape.n();
        int fromRow = byRows ? worker.from(rows, Tiles.ROWS) : 0;
        int toRow = byRows ? worker.to(rows, Tiles.ROWS) : rows;
        int fromColumn = byRows ? 0 : worker.from(shape.n(), Tiles.COLUMNS);
        int toColumn = byRows ? shape.n() : worker.to(shape.n(), Tiles.COLUMNS);
        for (int column = fromColumn; column < toColumn; column += COLUMN_BLOCK) {
            int end = Math.min(toColumn, column + COLUMN_BLOCK);
            for (int row = fromRow; row < toRow; row += Tiles.ROWS) {
                strip(
                        panelsA,
                        panelsB,
                        terms,
                        c,
                        cStart,
                        row,
                        Math.min(Tiles.ROWS, toRow - row),
                        column,
                        end,
                        firstTerms,
                        scratch(worker));
                if (lastTerms) {
                    int ldc = shape.ldc();
                    int tileRows = Math.min(Tiles.ROWS, toRow - row);
                    epilogue.activate(activations, c, cStart + row * ldc + column, ldc, tileRows, end - column);
                }
            }
        }
    }

    /** One row of tiles. */
    private void strip(
            float[] panelsA,
            float[] panelsB,
            int terms,
            float[] c,
            int cStart,
            int row,
            int rows,
            int fromColumn,
            int toColumn,
            boolean firstTerms,
            float[] scratch) {
        boolean add = !firstTerms || epilogue.accumulate();
        float[] base = add ? c : start;
        int step = shape.ldc();
        int baseStep = add ? step : 0;
        for (int column = fromColumn; column < toColumn; column += Tiles.COLUMNS) {
            int to = cStart + row * step + column;
            int from = add ? to : bias ? column : 0;
            int columns = Math.min(Tiles.COLUMNS, toColumn - column);
            if (rows == Tiles.ROWS && columns == Tiles.COLUMNS) {
                Tiles.whole(terms, panelsA, row * terms, panelsB, column * terms, base, from, baseStep, c, to, step);
            } else {
                Tiles.edge(
                        terms,
                        panelsA,
                        row * terms,
                        panelsB,
                        column * terms,
                        base,
                        from,
                        baseStep,
                        c,
                        to,
                        step,
                        rows,
                        columns,
                        scratch);
            }
        }
    }

    private float[] scratch(Worker worker) {
        float[] tile = tiles[worker.index()];
        if (tile == null) {
            tile = new float[SCRATCH];
            tiles[worker.index()] = tile;
        }
        return tile;
    }
}
