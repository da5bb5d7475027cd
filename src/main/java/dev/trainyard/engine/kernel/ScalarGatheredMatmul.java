package dev.trainyard.engine.kernel;

/** {@link GatheredMatmul} as plain loops. */
final class ScalarGatheredMatmul implements GatheredMatmul {
    private final GatheredShape shape;
    private final float[] a;
    private final float[] bias;

    ScalarGatheredMatmul(GatheredShape shape) {
        this.shape = shape;
        this.a = new float[Math.multiplyExact(shape.m(), shape.k())];
        this.bias = new float[shape.m()];
    }

    @Override
    public void load(float[] from, int aOffset, int biasOffset) {
        for (int i = 0; i < shape.m(); i++) {
            bias[i] = shape.bias() == null ? 0 : shape.bias()[biasOffset + i];
            for (int term = 0; term < shape.k(); term++) {
                a[i * shape.k() + term] =
                        from[aOffset + shape.a().outer()[i] + shape.a().terms()[term]];
            }
        }
    }

    @Override
    public void run(float[] b, int bOffset, float[] c, int cOffset) {
        for (int i = 0; i < shape.m(); i++) {
            for (int j = 0; j < shape.n(); j++) {
                int to = cOffset + (shape.byColumns() ? j * shape.ldc() + i : i * shape.ldc() + j);
                c[to] = element(b, bOffset + shape.b().outer()[j], i, shape.accumulate() ? c[to] : bias[i]);
            }
        }
    }

    private float element(float[] b, int from, int i, float start) {
        float total = start;
        for (int block = 0; block < shape.k(); block += BLOCK) {
            float sum = 0;
            for (int term = block; term < Math.min(shape.k(), block + BLOCK); term++) {
                sum = Math.fma(a[i * shape.k() + term], b[from + shape.b().terms()[term]], sum);
            }
            total += sum;
        }
        return total;
    }

    /** {@link GatheredMatmuls#addByColumns} for the columns from {@code from} on. */
    static void addByColumns(Gather patches, float[] x, float[] y, int columns, int from, float[] sums) {
        int[] terms = patches.terms();
        for (int i = 0; i < patches.outer().length * columns; i++) {
            int column = i % columns;
            int at = patches.outer()[i / columns] + column;
            for (int block = 0; column >= from && block < terms.length; block += BLOCK) {
                float sum = 0;
                for (int term = block; term < Math.min(terms.length, block + BLOCK); term++) {
                    sum = Math.fma(y[term * columns + column], x[at + terms[term]], sum);
                }
                sums[i] += sum;
            }
        }
    }
}
