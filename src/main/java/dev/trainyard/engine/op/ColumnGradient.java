package dev.trainyard.engine.op;

import dev.trainyard.engine.graph.Site;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Worker;

/** The gradient of a vector that was combined with every row: sums over rows, each worker its own columns. */
final class ColumnGradient {

    private final Kernels kernels;
    private final Contribution contribution;

    ColumnGradient(Site site, int input) {
        kernels = site.kernels();
        contribution = new Contribution(site, input);
    }

    /** db += Σ over rows of dy. */
    void add(float[] dy, int rows, int columns, Worker worker) {
        int from = worker.from(columns);
        int to = worker.to(columns);
        float[] gradient = contribution.prepared(kernels.elementwise(), from, to);
        if (gradient != null) {
            kernels.rows().columnSums(dy, gradient, rows, columns, from, to);
        }
    }

    /** dw += Σ over rows of dy · x. */
    void addProducts(float[] dy, float[] x, int rows, int columns, Worker worker) {
        int from = worker.from(columns);
        int to = worker.to(columns);
        float[] gradient = contribution.prepared(kernels.elementwise(), from, to);
        if (gradient != null) {
            kernels.rows().columnSumsOfProducts(dy, x, gradient, rows, columns, from, to);
        }
    }
}
