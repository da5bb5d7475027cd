package dev.trainyard.engine.kernel;

/**
 * Blocked matrix product on packed panels, after Goto and van de Geijn, "Anatomy of high-performance matrix
 * multiplication" (2008).
 *
 * <p>For each block of terms and of rows the workers pack A, each its share; after a barrier each computes its share of
 * the tiles, as many columns at a time as fit its second-level cache, and packs those of B itself, just before it needs
 * them. Panels of A alternate between two buffers, so one barrier per block is enough. Where it is as fast, A is read
 * where it lies, without a barrier: what one worker packed would have to come from its cache to that of each other one.
 * Neither the share nor the size of tile or block decides the order in which an element's terms are added.
 */
final class PackedMatmul implements Matmul {
    /** Rows of A packed at a time. */
    private static final int ROW_BLOCK = 1920;
    /** Columns of B packed at a time: with {@link #BLOCK} terms, 192 KB of second-level cache. */
    private static final int COLUMN_BLOCK = 96;
    /** Floats of an A whose terms lie side by side up to which it is not packed, as measured: half of a second-level cache. */
    private static final int MOST_ACROSS = 1 << 17;
    /** Floats from one line of a first-level cache to the next that takes its place. */
    private static final int SAME_LINE = 1024;

    /** One for all plans of a thread, so that what is packed into it stays in the cache. */
    private static final ThreadLocal<Room> ROOM = ThreadLocal.withInitial(Room::new);

    private final MatmulShape shape;
    private final Epilogue epilogue;
    private final Activations activations;
    private final float[] start;
    private final boolean bias;
    private final Source source;
    private final boolean inPlace;
    private final float[][] panelsOfA;

    PackedMatmul(MatmulShape shape, Epilogue epilogue, Activations activations) {
        this(shape, epilogue, activations, inPlace(shape));
    }

    /** As told, not as is faster. */
    PackedMatmul(MatmulShape shape, Epilogue epilogue, Activations activations, boolean inPlace) {
        this.shape = shape;
        this.epilogue = epilogue;
        this.activations = activations;
        this.bias = epilogue.bias() != null;
        this.start = epilogue.bias() == null ? Tiles.NOTHING : epilogue.bias();
        this.source = source(shape.form(), inPlace);
        this.inPlace = inPlace;
        this.panelsOfA = new float[inPlace ? 0 : buffersOfA(shape)][Math.toIntExact(floatsOfA(shape))];
    }

    /** What a plan of this shape allocates; the {@value #COLUMN_BLOCK} columns of B are the thread's. */
    static long scratchBytes(MatmulShape shape) {
        return inPlace(shape) ? 0 : buffersOfA(shape) * floatsOfA(shape) * Float.BYTES;
    }

    static long bytesPerThread() {
        return (long) (Room.PANELS + Room.STRIP + Room.TILE) * Float.BYTES;
    }

    @Override
    public long scratchBytes() {
        return scratchBytes(shape);
    }

    /** Whether A is as fast where it lies, as measured. */
    static boolean inPlace(MatmulShape shape) {
        boolean apart = shape.lda() % SAME_LINE != 0;
        boolean small = (long) shape.m() * shape.k() <= MOST_ACROSS;
        return Tiles.IN_PLACE && (shape.form() == Form.TN ? apart : small);
    }

    private static Source source(Form form, boolean inPlace) {
        if (Tiles.IN_PLACE && form == Form.TN) {
            return Source.ALONG;
        }
        return inPlace ? Source.ACROSS : Source.PANEL;
    }

    private static int buffersOfA(MatmulShape shape) {
        return shape.m() > ROW_BLOCK || shape.k() > BLOCK ? 2 : 1;
    }

    private static long floatsOfA(MatmulShape shape) {
        return (long) step(rowsOfA(shape)) * Math.min(shape.k(), BLOCK);
    }

    /** From one term to the next where A is copied: an odd number of cache lines, so that few terms share their place. */
    private static int step(int rows) {
        return Math.ceilDiv(rows, Worker.CACHE_LINE) * Worker.CACHE_LINE | Worker.CACHE_LINE;
    }

    /** Rows that a panel has room for. Fewer rows than planned may be cut into fewer parts, but into none that is longer. */
    private static int rowsOfA(MatmulShape shape) {
        return equalParts(shape.m(), ROW_BLOCK, Tiles.ROWS);
    }

    /** Extent of each part but the last, all alike and of whole tiles, where none is to exceed {@code most}. */
    private static int equalParts(int extent, int most, int tile) {
        int parts = Math.max(1, Math.ceilDiv(extent, most));
        return Math.ceilDiv(Math.ceilDiv(extent, parts), tile) * tile;
    }

    @Override
    public void run(float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset, int rows, Worker worker) {
        boolean along = shape.form() == Form.TN;
        int m = along ? shape.m() : rows;
        int k = along ? rows : shape.k();
        Room room = ROOM.get();
        int rowBlock = equalParts(m, rowsOfA(shape), Tiles.ROWS);
        int round = 0;
        for (int term = 0; term == 0 || term < k; term += BLOCK) {
            int terms = Math.min(BLOCK, k - term);
            for (int row = 0; row < m; row += rowBlock) {
                int count = Math.min(rowBlock, m - row);
                int to = cOffset + row * shape.ldc();
                boolean last = term + BLOCK >= k;
                int from = along ? aOffset + term * shape.lda() + row : aOffset + row * shape.lda() + term;
                if (inPlace) {
                    multiply(a, from, shape.lda(), b, bOffset, term, terms, c, to, count, last, room, worker);
                    continue;
                }
                float[] panels = panelsOfA[worker.count() == 1 ? 0 : round++ % panelsOfA.length];
                if (source == Source.ALONG) {
                    copyA(a, from, count, terms, panels, worker);
                } else {
                    packA(a, from, count, terms, panels, room, worker);
                }
                worker.barrier();
                int step = source == Source.ALONG ? step(count) : terms;
                multiply(panels, 0, step, b, bOffset, term, terms, c, to, count, last, room, worker);
            }
        }
    }

    /** This worker's share of the terms of A. */
    private void copyA(float[] a, int aStart, int rows, int terms, float[] panels, Worker worker) {
        int step = step(rows);
        int to = worker.to(terms, 1);
        for (int term = worker.from(terms, 1); term < to; term++) {
            System.arraycopy(a, aStart + term * shape.lda(), panels, term * step, rows);
        }
    }

    /** This worker's share of the panels of A. */
    private void packA(float[] a, int aStart, int rows, int terms, float[] panels, Room room, Worker worker) {
        boolean along = shape.form() == Form.TN;
        int step = shape.lda();
        int first = Tiles.row(worker.from(Tiles.strips(rows), 1), rows);
        int last = Math.min(rows, Tiles.row(worker.to(Tiles.strips(rows), 1), rows));
        int low = Math.clamp(Tiles.row(Tiles.highStrips(rows), rows), first, last);
        int apart = along ? 1 : step;
        pack(along, a, aStart + first * apart, step, low - first, terms, Tiles.ROWS, panels, first * terms, room);
        pack(along, a, aStart + low * apart, step, last - low, terms, Tile4x2.ROWS, panels, low * terms, room);
    }

    /** Some neighboring columns of B, from the start of the room. */
    private void packB(float[] b, int bOffset, int column, int columns, int term, int terms, Room room) {
        boolean along = shape.form() != Form.NT;
        int step = shape.ldb();
        int from = bOffset + (along ? term * step + column : column * step + term);
        pack(along, b, from, step, columns, terms, Tiles.COLUMNS, room.panels, 0, room);
    }

    private static void pack(
            boolean along,
            float[] x,
            int from,
            int step,
            int count,
            int terms,
            int width,
            float[] panels,
            int to,
            Room room) {
        if (along && count > 0) {
            Panels.packAlong(x, from, step, count, terms, width, panels, to, width * terms);
            return;
        }
        for (int i = 0; i < count; i += width) {
            int panel = to + i * terms;
            Panels.packAcross(
                    x, from + i * step, step, Math.min(width, count - i), terms, width, panels, panel, room.tile);
        }
    }

    private void multiply(
            float[] a,
            int aStart,
            int aStep,
            float[] b,
            int bOffset,
            int term,
            int terms,
            float[] c,
            int cStart,
            int rows,
            boolean lastTerms,
            Room room,
            Worker worker) {
        int strips = Tiles.strips(rows);
        int columns = Math.ceilDiv(shape.n(), Tiles.COLUMNS);
        if (rows >= 2 * shape.n()) {
            int from = worker.from(strips, 1);
            int to = worker.to(strips, 1);
            multiply(a, aStart, aStep, b, bOffset, term, terms, c, cStart, rows, from, to, 0, columns, lastTerms, room);
            return;
        }
        // tiles are counted down the columns, so that two workers may share one of these
        int to = worker.to(strips * columns, 1);
        for (int tile = worker.from(strips * columns, 1); tile < to; ) {
            int strip = tile % strips;
            int toStrip = Math.min(strips, strip + to - tile);
            int count = strip == 0 ? Math.max(1, (to - tile) / strips) : 1;
            int column = tile / strips;
            multiply(
                    a,
                    aStart,
                    aStep,
                    b,
                    bOffset,
                    term,
                    terms,
                    c,
                    cStart,
                    rows,
                    strip,
                    toStrip,
                    column,
                    column + count,
                    lastTerms,
                    room);
            tile += count * (toStrip - strip);
        }
    }

    /** Some columns of tiles, from one strip to another. */
    private void multiply(
            float[] a,
            int aStart,
            int aStep,
            float[] b,
            int bOffset,
            int term,
            int terms,
            float[] c,
            int cStart,
            int rows,
            int fromStrip,
            int toStrip,
            int fromTile,
            int toTile,
            boolean lastTerms,
            Room room) {
        int fromColumn = fromTile * Tiles.COLUMNS;
        int toColumn = Math.min(shape.n(), toTile * Tiles.COLUMNS);
        int columnBlock = equalParts(toColumn - fromColumn, COLUMN_BLOCK, Tiles.COLUMNS);
        for (int column = fromColumn; column < toColumn; column += columnBlock) {
            int columns = Math.min(columnBlock, toColumn - column);
            packB(b, bOffset, column, columns, term, terms, room);
            for (int strip = fromStrip; strip < toStrip; strip++) {
                int row = Tiles.row(strip, rows);
                int height = Tiles.height(strip, rows);
                int count = Math.min(height, rows - row);
                int to = cStart + row * shape.ldc() + column;
                int from = source.at(row, aStart, aStep);
                if (source == Source.PANEL || count == Tiles.ROWS) {
                    strip(source, a, from, aStep, terms, c, to, height, count, column, columns, term == 0, room);
                } else {
                    pack(source == Source.ALONG, a, from, aStep, count, terms, height, room.strip, 0, room);
                    strip(
                            Source.PANEL,
                            room.strip,
                            0,
                            terms,
                            terms,
                            c,
                            to,
                            height,
                            count,
                            column,
                            columns,
                            term == 0,
                            room);
                }
                if (lastTerms) {
                    epilogue.activate(activations, c, to, shape.ldc(), count, columns);
                }
            }
        }
    }

    /** One row of tiles. */
    private void strip(
            Source lies,
            float[] a,
            int aStart,
            int aStep,
            int terms,
            float[] c,
            int cStart,
            int height,
            int rows,
            int firstColumn,
            int columns,
            boolean firstTerms,
            Room room) {
        boolean add = !firstTerms || epilogue.accumulate();
        float[] base = add ? c : start;
        int step = shape.ldc();
        int baseStep = add ? step : 0;
        for (int column = 0; column < columns; column += Tiles.COLUMNS) {
            int to = cStart + column;
            int from = add ? to : bias ? firstColumn + column : 0;
            int bStart = column * terms;
            int count = Math.min(Tiles.COLUMNS, columns - column);
            if (rows == height && count == Tiles.COLUMNS) {
                Tiles.whole(
                        lies, height, terms, a, aStart, aStep, room.panels, bStart, base, from, baseStep, c, to, step);
            } else if (lies == Source.ALONG && count == Lanes.COUNT) {
                AlongTile8x1.run(terms, a, aStart, aStep, room.panels, bStart, base, from, baseStep, c, to, step);
            } else {
                Tiles.edge(
                        lies,
                        height,
                        terms,
                        a,
                        aStart,
                        aStep,
                        room.panels,
                        bStart,
                        base,
                        from,
                        baseStep,
                        c,
                        to,
                        step,
                        rows,
                        count,
                        room.tile);
            }
        }
    }

    /** What one thread packs B into, and a strip of A that is not whole, and a tile of the edge. */
    private static final class Room {
        private static final int PANELS = COLUMN_BLOCK * BLOCK;
        private static final int STRIP = Tiles.ROWS * BLOCK;
        private static final int TILE = Math.max(Tiles.SIZE, Lanes.COUNT * Lanes.COUNT);

        private final float[] panels = new float[PANELS];
        private final float[] strip = new float[STRIP];
        private final float[] tile = new float[TILE];
    }
}
