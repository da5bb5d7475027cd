package dev.trainyard.engine.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Product of matrices that are small, or of few columns or terms, for which {@link PackedMatmul} would spend more on its
 * blocks than on the product. What is read again stays in the first-level cache, so A and B are read where they lie; only a B whose
 * rows run along the terms, or whose end lies too close to that of its array, is laid out anew, by each worker for itself,
 * which costs less than a barrier. Terms are added in the same order.
 */
final class SmallMatmul implements Matmul {
    private static final int LANES = Lanes.COUNT;
    /** Columns of a tile two registers wide. */
    private static final int WIDE = 2 * LANES;
    /** Columns of a tile four registers wide. */
    private static final int BROAD = BroadStrip.COLUMNS;
    /** Rows of a high tile and of a low one. */
    private static final int HIGH = 8;

    private static final int LOW = 4;
    /** Rows of a wide tile, as many as the machine's registers hold. */
    private static final int ROWS = LANES >= 16 ? HIGH : LOW;
    /** Multiplications up to which this is the faster way. */
    private static final long MOST = 1 << 18;
    /** Floats of B that leave room in a first-level cache. */
    private static final long MOST_OF_B = 6 * 1024;
    /** The same of a second-level cache, for products of few rows, which read B once or twice. */
    private static final long MOST_OF_LOW_B = 32 * 1024;
    /** Terms that are so few that packing A and B would take longer than it saves, however many rows there are. */
    private static final int MOST_TERMS = 64;
    /** Floats of B of which a first-level cache holds some columns at a time. */
    private static final long MOST_OF_BRIEF_B = 10 * 1024;

    /** Columns that are few, or rows. */
    private static final int FEW = 16;

    private static final int MOST_WORKERS = 256;
    private static final Layouts LAYOUTS = new VectorLayouts();

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

    /** Whether this is the faster way, as measured. */
    static boolean suits(MatmulShape shape) {
        boolean brief = shape.form() != Form.TN && shape.k() <= MOST_TERMS && floatsOfB(shape) <= MOST_OF_BRIEF_B;
        boolean small = (long) shape.m() * shape.n() * shape.k() <= MOST && floatsOfB(shape) <= MOST_OF_B;
        boolean low = shape.m() <= FEW && shape.form() == Form.TN && floatsOfB(shape) <= MOST_OF_LOW_B;
        return brief || small || low || shape.n() <= FEW;
    }

    /** What a plan of this shape allocates for one worker. */
    static long scratchBytes(MatmulShape shape) {
        return Room.floats(shape) * Float.BYTES;
    }

    private static int width(MatmulShape shape) {
        return Math.ceilDiv(shape.n(), LANES) * LANES;
    }

    private static int terms(MatmulShape shape) {
        return Math.min(BLOCK, shape.k());
    }

    private static long floatsOfB(MatmulShape shape) {
        return (long) width(shape) * terms(shape);
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
        int from = worker.from(m, HIGH);
        int to = worker.to(m, HIGH);
        if (from >= to) {
            return;
        }
        Room room = room(worker);
        if (bias != null) {
            System.arraycopy(bias, 0, room.start, 0, shape.n());
        }
        for (int term = 0; term == 0 || term < k; term += BLOCK) {
            int aStart = aOffset + term * (along ? shape.lda() : 1);
            int bStart = bOffset + term * (shape.form() == Form.NT ? 1 : shape.ldb());
            int terms = Math.min(BLOCK, k - term);
            multiply(a, aStart, terms, b, bStart, c, cOffset, from, to, term > 0 || epilogue.accumulate(), room);
        }
        int ldc = shape.ldc();
        epilogue.activate(activations, c, cOffset + from * ldc, ldc, to - from, shape.n());
    }

    /** Some terms of all rows of a worker. */
    private void multiply(
            float[] a,
            int aOffset,
            int terms,
            float[] b,
            int bOffset,
            float[] c,
            int cOffset,
            int fromRow,
            int toRow,
            boolean add,
            Room room) {
        boolean inPlace = shape.form() != Form.NT && bOffset + (terms - 1) * shape.ldb() + width(shape) <= b.length;
        float[] rowsOfB = inPlace ? b : layOut(b, bOffset, terms, room);
        int start = inPlace ? bOffset : 0;
        int step = inPlace ? shape.ldb() : width(shape);
        if (!add && BriefStrip.suits(shape, toRow - fromRow)) {
            int target = cOffset + fromRow * shape.ldc();
            brief(a, aOffset + fromRow * shape.lda(), rowsOfB, start, step, c, target, toRow - fromRow, room);
            return;
        }
        int columns;
        for (int column = 0; column < shape.n(); column += columns) {
            columns = columns(shape.n() - column);
            int bStart = start + column;
            int to = cOffset + column;
            if (columns > WIDE) {
                BroadStrip.run(
                        shape, a, aOffset, terms, fromRow, toRow, rowsOfB, bStart, step, column, columns, c, to, add,
                        room);
                continue;
            }
            int height = columns > LANES ? ROWS : HIGH;
            for (int row = fromRow; row < toRow; row += height) {
                int rows = Math.min(height, toRow - row);
                int target = to + row * shape.ldc();
                tile(a, aOffset, terms, row, rows, rowsOfB, bStart, step, column, columns, c, target, add, room);
            }
        }
    }

    private void brief(
            float[] a, int aStart, float[] b, int bStart, int bStep, float[] c, int cStart, int rows, Room room) {
        for (int column = 0; column < shape.n(); column += BriefStrip.COLUMNS) {
            BriefStrip.run(
                    rows,
                    a,
                    aStart,
                    shape.lda(),
                    b,
                    bStart + column,
                    bStep,
                    room.start,
                    column,
                    c,
                    cStart + column,
                    shape.ldc());
        }
    }

    /** Columns of the next tile when so many are left. */
    private static int columns(int left) {
        return Math.min(LANES >= 16 && left > BROAD - LANES ? BROAD : WIDE, left);
    }

    private float[] layOut(float[] b, int bOffset, int terms, Room room) {
        if (shape.form() == Form.NT && terms < LANES) {
            LAYOUTS.transpose(b, bOffset, shape.ldb(), room.b, 0, width(shape), shape.n(), terms);
        } else if (shape.form() == Form.NT) {
            transpose(b, bOffset, terms, room);
        } else {
            LAYOUTS.copy(b, bOffset, shape.ldb(), room.b, 0, width(shape), terms, shape.n());
        }
        return room.b;
    }

    /** By squares: the last one of a row overlaps the one before it, those of the last rows reach over B. */
    private void transpose(float[] b, int bOffset, int terms, Room room) {
        for (int row = 0; row < shape.n(); row += LANES) {
            int last = Math.min(LANES, shape.n() - row) - 1;
            int from = bOffset + row * shape.ldb();
            for (int i = 0; i < terms; i += LANES) {
                int term = Math.min(i, terms - LANES);
                int to = term * width(shape) + row;
                Transpose.square(b, from + term, shape.ldb(), last, room.b, to, width(shape), room.square);
            }
        }
    }

    /** One tile of C up to two registers wide; one that reaches over C is made aside and copied in part. */
    private void tile(
            float[] a,
            int aOffset,
            int terms,
            int row,
            int rows,
            float[] b,
            int bStart,
            int bStep,
            int column,
            int columns,
            float[] c,
            int to,
            boolean add,
            Room room) {
        int ldc = shape.ldc();
        int registers = columns > LANES ? 2 : 1;
        int height = registers == 1 ? HIGH : rows <= LOW ? LOW : ROWS;
        boolean whole = rows == height && columns % LANES == 0;
        float[] target = whole ? c : room.tile;
        int start = whole ? to : 0;
        int step = whole ? ldc : WIDE;
        if (add && !whole) {
            LAYOUTS.copy(c, to, ldc, target, start, step, rows, columns);
        }
        float[] base = add ? target : room.start;
        int baseStart = add ? start : column;
        int baseStep = add ? step : 0;
        int lda = shape.lda();
        if (shape.form() == Form.TN) {
            boolean inPlace = inPlace(a, aOffset + row, terms, rows, height, room);
            ColumnTiles.run(
                    height,
                    registers > 1,
                    terms,
                    inPlace ? a : room.a,
                    inPlace ? aOffset + row : 0,
                    inPlace ? lda : HIGH,
                    b,
                    bStart,
                    bStep,
                    base,
                    baseStart,
                    baseStep,
                    target,
                    start,
                    step);
        } else {
            RowTiles.run(
                    height,
                    registers,
                    terms,
                    a,
                    aOffset + row * lda,
                    rows - 1,
                    lda,
                    b,
                    bStart,
                    bStep,
                    base,
                    baseStart,
                    baseStep,
                    target,
                    start,
                    step);
        }
        if (!whole) {
            LAYOUTS.copy(target, start, step, c, to, ldc, rows, columns);
        }
    }

    /** Whether A of a tile of TN can be read where it lies; what would reach over the end of the array is copied aside. */
    private boolean inPlace(float[] a, int start, int terms, int rows, int height, Room room) {
        boolean inPlace = start + (terms - 1) * shape.lda() + height <= a.length;
        if (!inPlace) {
            LAYOUTS.copy(a, start, shape.lda(), room.a, 0, HIGH, terms, rows);
        }
        return inPlace;
    }

    private Room room(Worker worker) {
        Room room = rooms[worker.index()];
        if (room == null) {
            room = new Room(shape);
            rooms[worker.index()] = room;
        }
        return room;
    }

    /** What one worker lays A and B out in where it must, and a tile that reaches over C. */
    static final class Room {
        private static final int TILE = BroadStrip.SIZE;
        private static final int SQUARE = LANES * LANES;

        final float[] a;
        final float[] b;
        final float[] tile = new float[TILE];
        private final float[] square = new float[SQUARE];
        /** What a row of C starts from where it does not start from itself: the bias, or zeros. */
        final float[] start;

        Room(MatmulShape shape) {
            a = new float[floatsOfA(shape)];
            b = new float[Math.toIntExact(floatsOfB(shape))];
            start = new float[width(shape)];
        }

        private static int floatsOfA(MatmulShape shape) {
            int rows = shape.form() == Form.TN ? HIGH : columns(shape.n()) > WIDE ? BroadRowTiles.ROWS : 0;
            return rows * terms(shape);
        }

        static long floats(MatmulShape shape) {
            return TILE + SQUARE + floatsOfA(shape) + floatsOfB(shape) + width(shape);
        }
    }
}
