package dev.trainyard.engine.op;

import dev.trainyard.engine.kernel.Layouts;
import java.util.List;

/** Planes of one example as the windows of a convolution read them, with zeros around. */
sealed interface Patches permits Lowering, Frame {

    /**
     * The input of a group.
     *
     * @param singly whether values are read one by one, so that neighbors need not lie side by side
     */
    static Patches ofInput(Geometry geometry, boolean singly) {
        return singly ? Frame.ofInput(geometry) : Lowering.ofInput(geometry);
    }

    /** The gradient of a group's output, as the phases of the input read it. */
    static Patches ofGradient(Geometry geometry, List<Phase> vertical, List<Phase> horizontal, boolean singly) {
        return singly
                ? Frame.ofGradient(geometry, vertical, horizontal)
                : Lowering.ofGradient(geometry, vertical, horizontal);
    }

    /** Whether the planes themselves are all there is. */
    boolean none();

    long floats();

    void clear(float[] patches);

    /** Copies the planes; what is around them stays. */
    void copy(Layouts kernels, float[] from, int offset, float[] patches);

    /** Zero lines above the planes. */
    int top();

    /** Where the first tap of each place reads, from where it does so for the first one. */
    int[] places(int lines, int columns);

    /** Where a horizontal tap reads in a plane for the first of the places: the line with those above. */
    int offset(int plane, int line, int tap);
}
