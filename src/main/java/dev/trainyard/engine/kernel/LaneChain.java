package dev.trainyard.engine.kernel;

import java.util.List;

/**
 * {@link Chain} with the rows of the batch in lanes on the way forward, so that weights are read as they lie and few classes
 * fill the registers too; on the way back by rows, as {@link SmallMatmul} does it.
 */
final class LaneChain implements Chain {
    /** Multiplications of the largest product up to which this is the faster way. */
    private static final long MOST = 1 << 18;
    /** Rows and units of which everything stays in the caches next to the core. */
    private static final int MOST_ROWS = 64;

    private static final int MOST_UNITS = UnitTiles.MOST_TERMS;

    private final Activations activations;
    private final Elementwise elementwise;
    private final LaneLayer[] layers;
    private final LaneLoss loss;
    private final float[] x;
    private final float[] xLanes;
    private final int in;
    private final int capacity;
    private final float[] gradient;
    private int forwarded;

    LaneChain(List<Link> links, int rows, Kernels kernels) {
        this.activations = kernels.activations();
        this.elementwise = kernels.elementwise();
        this.in = links.getFirst().in();
        this.capacity = LaneLayer.whole(rows);
        this.x = new float[capacity * in + 2 * Lanes.COUNT];
        this.xLanes = new float[LaneLayer.whole(in) * capacity];
        this.layers = new LaneLayer[links.size()];
        int widest = 0;
        for (int i = 0; i < layers.length; i++) {
            layers[i] = i == 0
                    ? new LaneLayer(links.get(i), capacity, xLanes, x, in)
                    : new LaneLayer(
                            links.get(i), capacity, layers[i - 1].yLanes, layers[i - 1].yRows, layers[i - 1].width());
            widest = Math.max(widest, layers[i].width());
        }
        this.gradient = new float[capacity * widest];
        int classes = links.getLast().out();
        this.loss = new LaneLoss(classes, capacity, last().yLanes, elementwise, kernels.reductions());
    }

    /** Whether this is the faster way, as measured. */
    static boolean suits(List<Link> links, int rows) {
        return rows <= MOST_ROWS
                && links.getLast().out() <= LaneLoss.MOST
                && links.stream()
                        .allMatch(link -> Math.max(link.in(), link.out()) <= MOST_UNITS
                                && (long) rows * link.in() * link.out() <= MOST);
    }

    private LaneLayer last() {
        return layers[layers.length - 1];
    }

    @Override
    public float[] x() {
        return x;
    }

    @Override
    public float[] targets() {
        return loss.targets;
    }

    @Override
    public float[] weights() {
        return loss.weights;
    }

    @Override
    public double forward(int rows) {
        forwarded = rows;
        layers[0].turn(x, in, xLanes, capacity, capacity, in);
        for (LaneLayer layer : layers) {
            layer.forward(activations);
        }
        return loss.forward(rows);
    }

    @Override
    public int right() {
        return loss.right(forwarded);
    }

    @Override
    public void backward(int rows) {
        loss.backward(rows);
        last().turnGradient(loss.dLogits);
        for (int i = layers.length - 1; i > 0; i--) {
            layers[i - 1].turn();
            layers[i].gradients(rows);
            layers[i].backward(layers[i - 1], gradient, rows, activations, elementwise);
        }
        layers[0].gradients(rows);
    }
}
