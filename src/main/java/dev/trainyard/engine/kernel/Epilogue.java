package dev.trainyard.engine.kernel;

import org.jspecify.annotations.Nullable;

/**
 * What happens to the product when it is stored: C = activation(start + product), where start is C itself if it
 * accumulates, else the bias, else 0.
 *
 * @param bias one value per column of C, read at every run, or null; not together with {@code accumulate}
 * @param activation or null
 */
@SuppressWarnings("ArrayRecordComponent")
public record Epilogue(
        boolean accumulate,
        float @Nullable [] bias,
        @Nullable Activation activation) {
    /** C = product. */
    public static final Epilogue STORE = new Epilogue(false, null, null);
    /** C += product. */
    public static final Epilogue ADD = new Epilogue(true, null, null);

    /** Throws {@link IllegalArgumentException} for accumulate with a bias: the bias would be added at every run. */
    public Epilogue(boolean accumulate, float @Nullable [] bias, @Nullable Activation activation) {
        if (accumulate && bias != null) {
            throw new IllegalArgumentException("expected accumulate or a bias, got both");
        }
        this.accumulate = accumulate;
        this.bias = bias;
        this.activation = activation;
    }

    public static Epilogue bias(float[] bias) {
        return new Epilogue(false, bias, null);
    }

    public static Epilogue bias(float[] bias, Activation activation) {
        return new Epilogue(false, bias, activation);
    }

    public static Epilogue activation(Activation activation) {
        return new Epilogue(false, null, activation);
    }

    /** Applies the activation, if there is one, to {@code rows} rows of C, which begin {@code step} values after one another. */
    void activate(Activations functions, float[] c, int start, int step, int rows, int columns) {
        if (activation != null && columns == step) {
            activation.forward(functions, c, c, start, start + rows * columns);
        } else if (activation != null) {
            for (int row = 0; row < rows; row++) {
                int from = start + row * step;
                activation.forward(functions, c, c, from, from + columns);
            }
        }
    }
}
