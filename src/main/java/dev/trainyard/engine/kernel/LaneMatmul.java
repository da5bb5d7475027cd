package dev.trainyard.engine.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Product of matrices where C has so few columns that registers are better filled with its rows. Terms are added in the same
 * order.
 */
final class LaneMatmul implements Matmul {
    private static final int LANES = Lanes.COUNT;
    private static final int MOST_WORKERS = 256;
    private static final Layouts LAYOUTS = new VectorLayouts();

    private final MatmulShape shape;
    private final Epilogue epilogue;
    private final Activations activations;
    private final float @Nullable [] bias;
    private final Room[] rooms = new Room[MOST_WORKERS];

    LaneMatmul(MatmulShape shape, Epilogue epilogue, Activations activations) {
        this.shape = shape;
        this.epilogue = epilogue;
        this.activations = activations;
        this.bias = epilogue.bias();
        this.rooms[0] = new Room(shape);
    }

    /** Whether this is the faster way, as measured. */
    static boolean suits(MatmulShape shape) {
        return shape.form() != Form.NN && shape.n() <= LANES / 4 && shape.m() >= LANES;
    }

    /** What a plan of this shape allocates for one worker. */
    static long scratchBytes(MatmulShape shape) {
        return Room.floats(shape) * Float.BYTES;
    }

    @Override
    public long scratchBytes() {
        return scratchBytes(shape);
    }

    @Override
    public void run(float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset, int rows, Worker worker) {
        boolean along = shape.form() == Form.TN;
        int m = along ? shape.m() : rows;
        int k = along ? rows : shape.k();
        int from = worker.from(m, LaneTiles.ROWS);
        int to = worker.to(m, LaneTiles.ROWS);
        if (from >= to) {
            return;
        }
        Room room = room(worker);
        if (bias != null) {
            System.arraycopy(bias, 0, room.start, 0, shape.n());
        }
        for (int term = 0; term == 0 || term < k; term += BLOCK) {
            boolean add = term > 0 || epilogue.accumulate();
            int terms = Math.min(BLOCK, k - term);
            int bStart = bOffset + term * (along ? shape.ldb() : 1);
            for (int row = from; row < to; row += LaneTiles.ROWS) {
                int aStart = aOffset + (along ? term * shape.lda() + row : row * shape.lda() + term);
                int count = Math.min(LaneTiles.ROWS, to - row);
                tile(a, aStart, terms, count, b, bStart, c, cOffset + row * shape.ldc(), add, room);
            }
        }
        int ldc = shape.ldc();
        epilogue.activate(activations, c, cOffset + from * ldc, ldc, to - from, shape.n());
    }

    private void tile(
            float[] a,
            int aStart,
            int terms,
            int rows,
            float[] b,
            int bStart,
            float[] c,
            int cStart,
            boolean add,
            Room room) {
        int columns = shape.n();
        boolean along = shape.form() == Form.TN;
        boolean inPlace = along && aStart + (terms - 1) * shape.lda() + LaneTiles.ROWS <= a.length;
        if (!along) {
            LAYOUTS.transpose(a, aStart, shape.lda(), room.a, 0, LaneTiles.ROWS, rows, terms);
        } else if (!inPlace) {
            LAYOUTS.copy(a, aStart, shape.lda(), room.a, 0, LaneTiles.ROWS, terms, rows);
        }
        LaneTiles.run(
                terms,
                inPlace ? a : room.a,
                inPlace ? aStart : 0,
                inPlace ? shape.lda() : LaneTiles.ROWS,
                b,
                bStart,
                columns - 1,
                along ? 1 : shape.ldb(),
                along ? shape.ldb() : 1,
                room.tile);
        for (int column = 0; column < columns; column++) {
            for (int row = 0; row < rows; row++) {
                int to = cStart + row * shape.ldc() + column;
                c[to] = (add ? c[to] : room.start[column]) + room.tile[column * LaneTiles.ROWS + row];
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

    /** What one worker lays A out in where it must, and a tile's sums. */
    private static final class Room {
        private static final int TILE = LaneTiles.ROWS * LaneTiles.COLUMNS;

        private final float[] a;
        private final float[] tile = new float[TILE];
        /** What a row of C starts from where it does not start from itself: the bias, or zeros. */
        private final float[] start = new float[LaneTiles.COLUMNS];

        Room(MatmulShape shape) {
            a = new float[floatsOfA(shape)];
        }

        private static int floatsOfA(MatmulShape shape) {
            return LaneTiles.ROWS * Math.min(BLOCK, shape.k());
        }

        static long floats(MatmulShape shape) {
            return (long) TILE + LaneTiles.COLUMNS + floatsOfA(shape);
        }
    }
}
