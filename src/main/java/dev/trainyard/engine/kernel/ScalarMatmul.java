package dev.trainyard.engine.kernel;

/** {@link Matmul} as plain loops; workers share the rows of C. */
final class ScalarMatmul implements Matmul {
    private final MatmulShape shape;
    private final Epilogue epilogue;
    private final Activations activations;

    ScalarMatmul(MatmulShape shape, Epilogue epilogue, Activations activations) {
        this.shape = shape;
        this.epilogue = epilogue;
        this.activations = activations;
    }

    @Override
    public void run(float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset, int rows, Worker worker) {
        int m = shape.form() == Form.TN ? shape.m() : rows;
        int k = shape.form() == Form.TN ? rows : shape.k();
        for (int i = worker.from(m); i < worker.to(m); i++) {
            int row = cOffset + i * shape.ldc();
            for (int j = 0; j < shape.n(); j++) {
                c[row + j] = element(a, aOffset, b, bOffset, i, j, k, c[row + j]);
            }
            epilogue.activate(activations, c, row, shape.ldc(), 1, shape.n());
        }
    }

    @Override
    public long scratchBytes() {
        return 0;
    }

    private float element(float[] a, int aOffset, float[] b, int bOffset, int i, int j, int k, float before) {
        int aStart = aOffset + (shape.form() == Form.TN ? i : i * shape.lda());
        int aStep = shape.form() == Form.TN ? shape.lda() : 1;
        int bStart = bOffset + (shape.form() == Form.NT ? j * shape.ldb() : j);
        int bStep = shape.form() == Form.NT ? 1 : shape.ldb();
        float start = epilogue.accumulate() ? before : epilogue.bias() == null ? 0f : epilogue.bias()[j];
        if (shape.striped()) {
            return start + ScalarTree.striped(a, aStart, b, bStart, k);
        }
        float total = start;
        for (int block = 0; block == 0 || block < k; block += BLOCK) {
            float sum = 0;
            for (int term = block; term < Math.min(k, block + BLOCK); term++) {
                sum = Math.fma(a[aStart + term * aStep], b[bStart + term * bStep], sum);
            }
            total += sum;
        }
        return total;
    }
}
