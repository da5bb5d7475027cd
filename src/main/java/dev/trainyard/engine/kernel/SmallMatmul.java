package dev.trainyard.engine.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Product of small matrices, for which {@link PackedMatmul} would spend more on its blocks than on the product. All fits the
 * first-level cache, so A is read where it lies, and each worker packs B for itself, which costs less than a barrier. Terms
 * are added in the same order.
 */
final class SmallMatmul implements Matmul {
    private static final int ROWS = SmallTile.ROWS;
    private static final int COLUMNS = SmallTile.COLUMNS;
    /** Multiplications up to which this is the faster way. */
    private static final long MOST = 1 << 18;
    /** Floats of B that leave room in a first-level cache. */
    private static final long MOST_OF_B = 6 * 1024;

    private static final int MOST_WORKERS = 256;

    private final MatmulShape shape;
    private final Epilogue epilogue;
    private final Activations activations;
    private final float @Nullable [] bias;
    private final Room[] rooms = new Room[MOST_WORKERS];

    SmallMatmul(MatmulShape shape, Epilogue epilogue, Activations activations) {
        this.shape = shape;
        this.epilogue = epilogue;
        this.activations = activations;
        this.bias = epilogue.bias();
        this.rooms[0] = new Room(shape);
    }

    /** Whether a product is small enough. */
    static boolean suits(MatmulShape shape) {
        return shape.k() <= BLOCK
                && (long) shape.m() * shape.n() * shape.k() <= MOST
                && (long) width(shape) * shape.k() <= MOST_OF_B;
    }

    static long scratchBytes(MatmulShape shape) {
        return (Room.SCRATCH + width(shape) + (long) (width(shape) + ROWS) * shape.k()) * Float.BYTES;
    }

    private static int width(MatmulShape shape) {
        return Math.ceilDiv(shape.n(), COLUMNS) * COLUMNS;
    }

    @Override
    public long scratchBytes() {
        return scratchBytes(shape);
    }

    @Override
    public void run(float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset, int rows, Worker worker) {
        int m = shape.form() == Form.TN ? shape.m() : rows;
        int k = shape.form() == Form.TN ? rows : shape.k();
        int from = worker.from(m, ROWS);
        int to = worker.to(m, ROWS);
        if (from >= to) {
            return;
        }
        Room room = room(worker);
        packB(b, bOffset, k, room);
        if (bias != null) {
            System.arraycopy(bias, 0, room.start, 0, shape.n());
        }
        for (int row = from; row < to; row += ROWS) {
            strip(a, aOffset, k, c, cOffset, row, Math.min(ROWS, to - row), room);
        }
        int ldc = shape.ldc();
        epilogue.activate(activations, c, cOffset + from * ldc, ldc, to - from, shape.n());
    }

    private void packB(float[] b, int bOffset, int k, Room room) {
        boolean across = shape.form() == Form.NT;
        for (int column = 0; column < shape.n(); column += COLUMNS) {
            int count = Math.min(COLUMNS, shape.n() - column);
            int from = bOffset + (across ? column * shape.ldb() : column);
            int to = column * k;
            if (count < COLUMNS) {
                pack(b, from, across ? shape.ldb() : 1, across ? 1 : shape.ldb(), count, k, COLUMNS, room.b, to);
            } else if (across) {
                Panels.packAcross(b, from, shape.ldb(), count, k, COLUMNS, room.b, to, room.tile);
            } else {
                Panels.packAlong(b, from, shape.ldb(), count, k, COLUMNS, room.b, to);
            }
        }
    }

    /** A panel that is not filled: what was in the rest of it only reaches values that are not copied to C. */
    private static void pack(
            float[] x, int from, int step, int termStep, int count, int terms, int width, float[] panel, int to) {
        for (int term = 0; term < terms; term++) {
            for (int i = 0; i < count; i++) {
                panel[to + term * width + i] = x[from + i * step + term * termStep];
            }
        }
    }

    /** One row of tiles; a tile that reaches over C is made aside and copied in part. */
    private void strip(float[] a, int aOffset, int k, float[] c, int cOffset, int row, int rows, Room room) {
        if (shape.form() == Form.TN && rows == ROWS) {
            Panels.packAlong(a, aOffset + row, shape.lda(), ROWS, k, ROWS, room.a, 0);
        } else if (shape.form() == Form.TN) {
            pack(a, aOffset + row, 1, shape.lda(), rows, k, ROWS, room.a, 0);
        }
        boolean add = epilogue.accumulate();
        for (int column = 0; column < shape.n(); column += COLUMNS) {
            int columns = Math.min(COLUMNS, shape.n() - column);
            int to = cOffset + row * shape.ldc() + column;
            if (rows == ROWS && columns == COLUMNS) {
                float[] base = add ? c : room.start;
                int from = add ? to : column;
                tile(a, aOffset, k, row, rows, column, room, base, from, add ? shape.ldc() : 0, c, to, shape.ldc());
                continue;
            }
            if (add) {
                copy(c, to, shape.ldc(), room.tile, 0, COLUMNS, rows, columns);
            }
            float[] base = add ? room.tile : room.start;
            int from = add ? 0 : column;
            tile(a, aOffset, k, row, rows, column, room, base, from, add ? COLUMNS : 0, room.tile, 0, COLUMNS);
            copy(room.tile, 0, COLUMNS, c, to, shape.ldc(), rows, columns);
        }
    }

    private void tile(
            float[] a,
            int aOffset,
            int k,
            int row,
            int rows,
            int column,
            Room room,
            float[] base,
            int baseStart,
            int baseStep,
            float[] c,
            int cStart,
            int cStep) {
        if (shape.form() == Form.TN) {
            SmallTile.panel(k, room.a, 0, room.b, column * k, base, baseStart, baseStep, c, cStart, cStep);
            return;
        }
        int first = aOffset + row * shape.lda();
        int second = rows > 1 ? first + shape.lda() : first;
        int third = rows > 2 ? second + shape.lda() : first;
        int fourth = rows > 3 ? third + shape.lda() : first;
        SmallTile.rows(
                k, a, first, second, third, fourth, room.b, column * k, base, baseStart, baseStep, c, cStart, cStep);
    }

    private static void copy(float[] x, int from, int step, float[] y, int to, int yStep, int rows, int columns) {
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < columns; i++) {
                y[to + row * yStep + i] = x[from + row * step + i];
            }
        }
    }

    private Room room(Worker worker) {
        Room room = rooms[worker.index()];
        if (room == null) {
            room = new Room(shape);
            rooms[worker.index()] = room;
        }
        return room;
    }

    /** What one worker packs into. */
    private static final class Room {
        static final int SCRATCH = Math.max(ROWS * COLUMNS, Lanes.COUNT * Lanes.COUNT);

        private final float[] a;
        private final float[] b;
        private final float[] tile = new float[SCRATCH];
        /** What a row of C starts from where it does not start from itself: the bias, or zeros. */
        private final float[] start;

        Room(MatmulShape shape) {
            start = new float[width(shape)];
            a = new float[ROWS * shape.k()];
            b = new float[width(shape) * shape.k()];
        }
    }
}
