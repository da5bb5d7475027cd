package dev.trainyard.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * One layer of {@link LaneChain}. Where a matrix is held with the rows of the batch in lanes, [units, rows], weights are read
 * as they lie; where it is held row by row, so are the operands of the gradients. Extents are rounded up to whole tiles
 * throughout, and what comes out too much is overwritten or not read.
 */
final class LaneLayer {
    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;
    private static final int WIDE = 2 * LANES;
    private static final int HIGH = 8;
    private static final int LOW = 4;
    /** Rows of a tile two registers wide, as many as the machine's registers hold. */
    private static final int ROWS = LANES >= 16 ? HIGH : LOW;

    private static final float[] NOTHING = new float[2 * WIDE];

    private final Link link;
    private final int in;
    private final int out;
    /** Rows of the batch, rounded up. */
    private final int capacity;
    /** Floats of a row of y and of dy. */
    private final int width;
    /** What comes in, in lanes and by rows, the latter {@code inStep} apart. */
    private final float[] xLanes;

    private final float[] xRows;
    private final int inStep;
    /** Outputs in lanes. */
    final float[] yLanes;
    /** The same by rows. */
    final float[] yRows;
    /** Their gradient by rows. */
    final float[] dy;

    /** Weights of the units of a tile on the way forward. */
    private final float[] few = new float[HIGH * UnitTiles.STEP];

    private final float[] bias;
    private final float[] start = new float[HIGH * WIDE];
    private final float[] square = new float[LANES * LANES];
    /** Whether a register of weights would reach over their end, so that they are copied to where it does not. */
    private final boolean widened;
    /** Whether a tile of gradients would. */
    private final boolean aside;

    private final float[] weights;
    private final float[] gradients;
    private final float[] sums;

    LaneLayer(Link link, int capacity, float[] xLanes, float[] xRows, int inStep) {
        this.link = link;
        this.in = link.in();
        this.out = link.out();
        this.capacity = capacity;
        this.xLanes = xLanes;
        this.xRows = xRows;
        this.inStep = inStep;
        this.width = whole(out);
        this.yLanes = new float[width * capacity];
        this.yRows = new float[capacity * width];
        this.dy = new float[capacity * width];
        this.widened = in % LANES != 0;
        this.aside = widened || out % HIGH != 0;
        this.weights = widened ? new float[out * in + WIDE] : link.weight();
        this.gradients = aside ? new float[width * in + WIDE] : link.dWeight();
        this.sums = new float[width];
        this.bias = out % HIGH == 0 ? link.bias() : new float[width];
    }

    /** Rounded up to whole registers, and to whole tiles. */
    static int whole(int n) {
        int unit = Math.max(LANES, HIGH);
        return Math.ceilDiv(n, unit) * unit;
    }

    int width() {
        return width;
    }

    /** y from x, in lanes. */
    void forward(Activations activations) {
        Activation activation = link.activation();
        boolean relu = activation != null && activation.kind() == Activation.Kind.RELU;
        boolean striped = MatmulShape.striped(out, in);
        if (striped) {
            forwardStriped();
        } else if (in > LANES) {
            forwardCopied(relu ? 0 : Float.NaN);
        } else {
            forwardInPlace();
        }
        if (activation != null && (striped || !relu || in <= LANES)) {
            activation.forward(activations, yLanes, yLanes, 0, out * capacity);
        }
    }

    private void forwardStriped() {
        for (int unit = 0; unit < out; unit++) {
            for (int row = 0; row < capacity; row += LANES) {
                StripedUnitTile.run(
                        in,
                        link.weight(),
                        unit * in,
                        link.bias()[unit],
                        xLanes,
                        row,
                        capacity,
                        yLanes,
                        unit * capacity + row);
            }
        }
    }

    private void forwardCopied(float floor) {
        if (out % HIGH != 0) {
            System.arraycopy(link.bias(), 0, bias, 0, out);
        }
        for (int unit = 0; unit < out; unit += HIGH) {
            int units = Math.min(HIGH, out - unit);
            UnitTiles.spread(link.weight(), unit * in, in, units - 1, few);
            int columns;
            for (int column = 0; column < capacity; column += columns) {
                columns = Math.min(WIDE, capacity - column);
                boolean wide = columns > LANES;
                int height = wide ? (units > LOW ? ROWS : LOW) : HIGH;
                for (int row = 0; row < units; row += height) {
                    UnitTiles.run(height, wide, in, few, row, bias, unit, xLanes, column, capacity, floor, yLanes);
                }
            }
        }
    }

    /** For so few terms that copying their weights takes longer than finding them. */
    private void forwardInPlace() {
        int columns;
        for (int column = 0; column < capacity; column += columns) {
            columns = Math.min(WIDE, capacity - column);
            int height = columns > LANES ? (out > LOW ? ROWS : LOW) : HIGH;
            for (int unit = 0; unit < out; unit += height) {
                int last = Math.min(height, out - unit) - 1;
                startFrom(link.bias(), unit, last, height, start);
                int to = unit * capacity + column;
                RowTiles.run(
                        height,
                        columns / LANES,
                        in,
                        link.weight(),
                        unit * in,
                        last,
                        in,
                        xLanes,
                        column,
                        capacity,
                        start,
                        0,
                        WIDE,
                        yLanes,
                        to,
                        capacity);
            }
        }
    }

    /** The bias of each unit of a tile in all lanes. */
    private static void startFrom(float[] bias, int unit, int last, int height, float[] start) {
        for (int i = 0; i < height; i++) {
            FloatVector value = FloatVector.broadcast(SPECIES, bias[unit + Math.min(i, last)]);
            value.intoArray(start, i * WIDE);
            value.intoArray(start, i * WIDE + LANES);
        }
    }

    /** y by rows from y in lanes. */
    void turn() {
        turn(yLanes, capacity, yRows, width, out, capacity);
    }

    /** The gradient by rows from that in lanes. */
    void turnGradient(float[] dyLanes) {
        turn(dyLanes, capacity, dy, width, out, capacity);
    }

    /** to[column, row] = from[row, column], all extents rounded up. */
    void turn(float[] from, int step, float[] to, int toStep, int rows, int columns) {
        for (int row = 0; row < rows; row += LANES) {
            for (int column = 0; column < columns; column += LANES) {
                Transpose.square(from, row * step + column, step, LANES - 1, to, column * toStep + row, toStep, square);
            }
        }
    }

    /** The gradients of weight and bias from {@link #dy}. */
    void gradients(int rows) {
        columnSums(dy, sums, rows, width);
        System.arraycopy(sums, 0, link.dBias(), 0, out);
        // from the last columns to the first: what is too much lies where the next row begins, and is overwritten
        int wholes = (in - 1) / WIDE * WIDE;
        for (int unit = 0; unit < out; unit += HIGH) {
            for (int column = wholes; column >= 0; column -= WIDE) {
                boolean wide = in - column > LANES;
                int height = wide ? (out > LOW ? ROWS : LOW) : HIGH;
                for (int row = 0; row < Math.min(HIGH, out - unit); row += height) {
                    int to = (unit + row) * in + column;
                    ColumnTiles.run(
                            height,
                            wide,
                            rows,
                            dy,
                            unit + row,
                            width,
                            xRows,
                            column,
                            inStep,
                            NOTHING,
                            0,
                            0,
                            gradients,
                            to,
                            in);
                }
            }
        }
        if (aside) {
            System.arraycopy(gradients, 0, link.dWeight(), 0, out * in);
        }
    }

    /** Sums over rows, registers of columns at a time. */
    private static void columnSums(float[] x, float[] sums, int rows, int columns) {
        for (int column = 0; column < columns; column += LANES) {
            FloatVector sum = FloatVector.zero(SPECIES);
            for (int row = 0; row < rows; row++) {
                sum = sum.add(FloatVector.fromArray(SPECIES, x, row * columns + column));
            }
            sum.intoArray(sums, column);
        }
    }

    /** The gradient of the layer before, which made x: dx = dy weight, then through the activation. */
    void backward(LaneLayer before, float[] dx, int rows, Activations activations, Elementwise elementwise) {
        if (widened) {
            System.arraycopy(link.weight(), 0, weights, 0, out * in);
        }
        int columns;
        for (int column = 0; column < in; column += columns) {
            columns = columns(in - column);
            int height = columns > WIDE ? LOW : columns > LANES ? ROWS : HIGH;
            for (int row = 0; row < rows; row += height) {
                int from = row * width;
                int to = row * inStep + column;
                if (columns > WIDE) {
                    BroadRowTiles.run(height, out, dy, from, width, weights, column, in, NOTHING, 0, dx, to, inStep);
                } else {
                    RowTiles.run(
                            height,
                            columns / LANES,
                            out,
                            dy,
                            from,
                            height - 1,
                            width,
                            weights,
                            column,
                            in,
                            NOTHING,
                            0,
                            0,
                            dx,
                            to,
                            inStep);
                }
            }
        }
        before.throughActivation(dx, rows * inStep, activations, elementwise);
    }

    /** How many of those left a tile takes: four registers where the machine has enough of them and all four are of use. */
    private static int columns(int left) {
        if (LANES >= 16 && left > WIDE + LANES) {
            return 2 * WIDE;
        }
        return left > LANES ? WIDE : LANES;
    }

    private void throughActivation(float[] dx, int length, Activations activations, Elementwise elementwise) {
        Activation activation = link.activation();
        if (activation == null) {
            System.arraycopy(dx, 0, dy, 0, length);
        } else if (activation.kind() == Activation.Kind.RELU) {
            activations.reluGradient(yRows, dx, dy, 0, length);
        } else {
            elementwise.fill(0, dy, 0, length);
            activation.backward(activations, yRows, yRows, dx, dy, 0, length);
        }
    }
}
