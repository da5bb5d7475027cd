package dev.trainyard.engine.kernel;

import org.jspecify.annotations.Nullable;

/**
 * What happens to the product before it is stored: C = activation((accumulate ? C : 0) + product + bias).
 *
 * @param bias one value per column of C, read at every run, or null
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

    public static Epilogue bias(float[] bias) {
        return new Epilogue(false, bias, null);
    }

    public static Epilogue bias(float[] bias, Activation activation) {
        return new Epilogue(false, bias, activation);
    }
}
