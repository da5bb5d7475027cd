package dev.trainyard.engine.kernel;

/**
 * One activation function as a value, for callers that hold one in a variable.
 *
 * @param parameter the slope of {@link Kind#LEAKY_RELU}, the alpha of {@link Kind#ELU}; not read otherwise
 */
public record Activation(Kind kind, float parameter) {
    public static final Activation RELU = new Activation(Kind.RELU, 0);
    public static final Activation GELU = new Activation(Kind.GELU, 0);
    public static final Activation SILU = new Activation(Kind.SILU, 0);
    public static final Activation TANH = new Activation(Kind.TANH, 0);
    public static final Activation SIGMOID = new Activation(Kind.SIGMOID, 0);
    public static final Activation SOFTPLUS = new Activation(Kind.SOFTPLUS, 0);

    /** The functions of {@link Activations}. */
    public enum Kind {
        RELU,
        LEAKY_RELU,
        ELU,
        GELU,
        SILU,
        TANH,
        SIGMOID,
        SOFTPLUS
    }

    public static Activation leakyRelu(float slope) {
        return new Activation(Kind.LEAKY_RELU, slope);
    }

    public static Activation elu(float alpha) {
        return new Activation(Kind.ELU, alpha);
    }

    /**
     * Whether {@link #backward} reads only y, or only the sign of x where y has the same: then x need not be kept, and y
     * can stand for it.
     */
    public boolean derivativeFromOutput() {
        return switch (kind) {
            case RELU, TANH, SIGMOID -> true;
            case LEAKY_RELU -> parameter > 0;
            case ELU -> parameter >= 0;
            case GELU, SILU, SOFTPLUS -> false;
        };
    }

    /** y = f(x) on from..to; y may be x. */
    public void forward(Activations functions, float[] x, float[] y, int from, int to) {
        switch (kind) {
            case RELU -> functions.relu(x, y, from, to);
            case LEAKY_RELU -> functions.leakyRelu(parameter, x, y, from, to);
            case ELU -> functions.elu(parameter, x, y, from, to);
            case GELU -> functions.gelu(x, y, from, to);
            case SILU -> functions.silu(x, y, from, to);
            case TANH -> functions.tanh(x, y, from, to);
            case SIGMOID -> functions.sigmoid(x, y, from, to);
            case SOFTPLUS -> functions.softplus(x, y, from, to);
        }
    }

    /** dx += dy f'(x) on from..to. */
    public void backward(Activations functions, float[] x, float[] y, float[] dy, float[] dx, int from, int to) {
        switch (kind) {
            case RELU -> functions.reluBackward(x, y, dy, dx, from, to);
            case LEAKY_RELU -> functions.leakyReluBackward(parameter, x, y, dy, dx, from, to);
            case ELU -> functions.eluBackward(parameter, x, y, dy, dx, from, to);
            case GELU -> functions.geluBackward(x, y, dy, dx, from, to);
            case SILU -> functions.siluBackward(x, y, dy, dx, from, to);
            case TANH -> functions.tanhBackward(x, y, dy, dx, from, to);
            case SIGMOID -> functions.sigmoidBackward(x, y, dy, dx, from, to);
            case SOFTPLUS -> functions.softplusBackward(x, y, dy, dx, from, to);
        }
    }
}
