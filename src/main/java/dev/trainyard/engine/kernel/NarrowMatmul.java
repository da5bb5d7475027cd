package dev.trainyard.engine.kernel;

import java.util.Arrays;

/**
 * Matrix product for few columns of C, whose lanes would fill {@link PackedMatmul}'s registers badly: it computes the
 * transpose, so that the lanes run along the rows of C.
 *
 * <p>B is packed once, by all workers; then each takes whole groups of rows, packs one group of A at a time, multiplies it
 * with all of B into a small matrix, and writes that to C.
 */
final class NarrowMatmul implements Matmul {
    /** Columns above which there is nothing to gain. */
    private static final int MOST_COLUMNS = 48;

    private static final double GAIN = 1.15;
    private static final int MOST_WORKERS = 256;
    private static final int LANES = Lanes.COUNT;
    /** Rows of a group. */
    private static final int GROUP = Tiles.COLUMNS;

    private final MatmulShape shape;
    private final Epilogue epilogue;
    private final Activations activations;
    private final int columnTiles;
    private final float[] panelsOfB;
    private final Room[] rooms = new Room[MOST_WORKERS];

    NarrowMatmul(MatmulShape shape, Epilogue epilogue, Activations activations) {
        this.shape = shape;
        this.epilogue = epilogue;
        this.activations = activations;
        this.columnTiles = columnTiles(shape);
        this.panelsOfB = new float[Math.multiplyExact(columnTiles * Tiles.ROWS, shape.k())];
        this.rooms[0] = new Room(shape);
    }

    /** Whether a larger share of each tile's work is of use this way. */
    static boolean suits(MatmulShape shape) {
        return shape.n() <= MOST_COLUMNS
                && share(shape.m(), GROUP) * share(shape.n(), Tiles.ROWS)
                        > GAIN * share(shape.n(), Tiles.COLUMNS) * share(shape.m(), Tiles.ROWS);
    }

    private static double share(int extent, int width) {
        return extent / (double) (Math.ceilDiv(extent, width) * width);
    }

    /** What a plan of this shape allocates. */
    static long scratchBytes(MatmulShape shape) {
        return ((long) columnTiles(shape) * Tiles.ROWS * shape.k() + Room.floats(shape)) * Float.BYTES;
    }

    @Override
    public long scratchBytes() {
        return scratchBytes(shape);
    }

    private static int columnTiles(MatmulShape shape) {
        return Math.ceilDiv(shape.n(), Tiles.ROWS);
    }

    @Override
    public void run(float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset, int rows, Worker worker) {
        int m = shape.form() == Form.TN ? shape.m() : rows;
        int k = shape.form() == Form.TN ? rows : shape.k();
        Room room = room(worker);
        packB(b, bOffset, k, room, worker);
        worker.barrier();
        int from = worker.from(m, GROUP);
        int to = worker.to(m, GROUP);
        for (int row = from; row < to; row += GROUP) {
            int count = Math.min(GROUP, to - row);
            start(c, cOffset + row * shape.ldc(), count, room.product);
            for (int term = 0; term == 0 || term < k; term += BLOCK) {
                int terms = Math.min(BLOCK, k - term);
                packA(a, aOffset, row, count, term, terms, room);
                multiply(term, terms, room);
            }
            finish(c, cOffset + row * shape.ldc(), count, room);
        }
    }

    /** Each tile of columns apart, so that what is beyond the last column stays zero from the beginning. */
    private void packB(float[] b, int bOffset, int k, Room room, Worker worker) {
        for (int tile = worker.index(); tile < columnTiles; tile += worker.count()) {
            int column = tile * Tiles.ROWS;
            int count = Math.min(Tiles.ROWS, shape.n() - column);
            int to = column * shape.k();
            if (shape.form() == Form.NT) {
                int from = bOffset + column * shape.ldb();
                Panels.across(b, from, shape.ldb(), count, k, Tiles.ROWS, panelsOfB, to, room.square);
            } else {
                Panels.along(b, bOffset + column, shape.ldb(), count, k, Tiles.ROWS, panelsOfB, to);
            }
        }
    }

    private void packA(float[] a, int aOffset, int row, int count, int term, int terms, Room room) {
        if (shape.form() == Form.TN) {
            Panels.along(a, aOffset + term * shape.lda() + row, shape.lda(), count, terms, GROUP, room.panel, 0);
        } else {
            int from = aOffset + row * shape.lda() + term;
            Panels.across(a, from, shape.lda(), count, terms, GROUP, room.panel, 0, room.square);
        }
    }

    private void multiply(int term, int terms, Room room) {
        for (int tile = 0; tile < columnTiles; tile++) {
            int b = tile * Tiles.ROWS * shape.k() + term * Tiles.ROWS;
            int to = tile * Tiles.ROWS * GROUP;
            Tiles.whole(
                    Tiles.ROWS, terms, panelsOfB, b, room.panel, 0, room.product, to, GROUP, room.product, to, GROUP);
        }
    }

    /** What the terms are added to. */
    private void start(float[] c, int cStart, int count, float[] product) {
        if (epilogue.accumulate()) {
            for (int i = 0; i < count; i++) {
                for (int j = 0; j < shape.n(); j++) {
                    product[j * GROUP + i] = c[cStart + i * shape.ldc() + j];
                }
            }
            return;
        }
        float[] bias = epilogue.bias();
        for (int j = 0; j < shape.n(); j++) {
            Arrays.fill(product, j * GROUP, (j + 1) * GROUP, bias == null ? 0f : bias[j]);
        }
    }

    private void finish(float[] c, int cStart, int count, Room room) {
        int n = shape.n();
        int ldc = shape.ldc();
        int wholeRows = count / LANES * LANES;
        int wholeColumns = n / LANES * LANES;
        for (int i = 0; i < wholeRows; i += LANES) {
            for (int j = 0; j < wholeColumns; j += LANES) {
                int to = cStart + i * ldc + j;
                Transpose.square(room.product, j * GROUP + i, GROUP, LANES - 1, c, to, ldc, room.square);
            }
        }
        for (int i = 0; i < count; i++) {
            for (int j = i < wholeRows ? wholeColumns : 0; j < n; j++) {
                c[cStart + i * ldc + j] = room.product[j * GROUP + i];
            }
        }
        epilogue.activate(activations, c, cStart, ldc, count, n);
    }

    private Room room(Worker worker) {
        Room room = rooms[worker.index()];
        if (room == null) {
            room = new Room(shape);
            rooms[worker.index()] = room;
        }
        return room;
    }

    /** What one worker works in: the transposed product of a group, the panel of its rows, and a square for packing. */
    private static final class Room {
        private final float[] product;
        private final float[] panel;
        private final float[] square = new float[LANES * LANES];

        Room(MatmulShape shape) {
            product = new float[columnTiles(shape) * Tiles.ROWS * GROUP];
            panel = new float[GROUP * Math.min(shape.k(), BLOCK)];
        }

        static long floats(MatmulShape shape) {
            return (long) columnTiles(shape) * Tiles.ROWS * GROUP
                    + (long) GROUP * Math.min(shape.k(), BLOCK)
                    + (long) LANES * LANES;
        }
    }
}
