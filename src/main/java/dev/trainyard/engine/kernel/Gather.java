package dev.trainyard.engine.kernel;

/**
 * Where the elements of a matrix lie: (i, term) at {@code outer[i] + terms[term]} from its start. So the patches of an
 * image are a matrix without ever being copied into one.
 *
 * @param outer one offset per row of C for the left operand, per column of C for the right one
 * @param terms one offset per term
 */
@SuppressWarnings("ArrayRecordComponent")
public record Gather(int[] outer, int[] terms) {

    /** An ordinary matrix: element (i, term) at {@code i · outerStep + term · termStep}. */
    public static Gather matrix(int outer, int outerStep, int terms, int termStep) {
        return new Gather(steps(outer, outerStep), steps(terms, termStep));
    }

    /** The distance between rows, if they are at equal distances and terms lie side by side; else -1. */
    int outerStep() {
        int step = outer.length > 1 ? outer[1] - outer[0] : 0;
        for (int i = 1; i < outer.length; i++) {
            if (outer[i] - outer[i - 1] != step) {
                return -1;
            }
        }
        for (int term = 1; term < terms.length; term++) {
            if (terms[term] != terms[term - 1] + 1) {
                return -1;
            }
        }
        return step;
    }

    private static int[] steps(int count, int step) {
        int[] offsets = new int[count];
        for (int i = 0; i < count; i++) {
            offsets[i] = Math.multiplyExact(i, step);
        }
        return offsets;
    }
}
