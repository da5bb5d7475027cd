package dev.trainyard.engine.inspect;

/**
 * An evenly spread part of an array: all of it, or the first {@value #SPAN} of every so many times {@value #SPAN} values.
 *
 * @param size values of the array
 * @param share one of so many is taken
 */
record Spread(int size, int share) {

    private static final int SPAN = 1 << 11;

    /** How many values are taken. */
    int length() {
        int period = SPAN * share;
        return size / period * SPAN + Math.min(SPAN, size % period);
    }

    /** Squares of the part, brought up to the whole array. */
    double whole(double squares) {
        return squares * size / length();
    }

    /** Copies what is taken of x to {@code from..to}; both are places in the part, {@code from} a multiple of its spans. */
    void copy(float[] x, float[] part, int from, int to) {
        for (int i = from; i < to; i += SPAN) {
            System.arraycopy(x, i * share, part, i, Math.min(SPAN, to - i));
        }
    }
}
