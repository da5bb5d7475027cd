package dev.trainyard.engine.op;

import java.util.ArrayList;
import java.util.List;

/**
 * The positions {@code first, first + stride, …} of an axis of the input of a convolution. The same taps reach all of them,
 * each from output places at one distance: tap k of place i reads position i · stride − padding + k · dilation.
 *
 * @param count number of positions
 * @param taps the taps that reach them
 * @param shifts for each of those, the place that reads the first position
 */
record Phase(int first, int count, List<Integer> taps, List<Integer> shifts) {

    /** All phases of an axis of that length; the first one is the only one where the stride is 1. */
    static List<Phase> of(Window window, int length) {
        List<Phase> phases = new ArrayList<>();
        for (int first = 0; first < Math.min(window.stride(), length); first++) {
            List<Integer> taps = new ArrayList<>();
            List<Integer> shifts = new ArrayList<>();
            for (int tap = 0; tap < window.size(); tap++) {
                int distance = first + window.padding() - tap * window.dilation();
                if (Math.floorMod(distance, window.stride()) == 0) {
                    taps.add(tap);
                    shifts.add(distance / window.stride());
                }
            }
            phases.add(new Phase(first, Math.ceilDiv(length - first, window.stride()), taps, shifts));
        }
        return phases;
    }

    /** Of the phases that any tap reaches. */
    static int fewestTaps(List<Phase> phases) {
        return phases.stream()
                .mapToInt(phase -> phase.taps().size())
                .filter(taps -> taps > 0)
                .min()
                .orElse(0);
    }

    /** How many places before the first one the phases ask for. */
    static int before(List<Phase> phases) {
        return phases.stream()
                .flatMap(phase -> phase.shifts().stream())
                .mapToInt(shift -> -shift)
                .reduce(0, Math::max);
    }

    /** How many places after the last of {@code places} the phases ask for. */
    static int after(List<Phase> phases, int places) {
        int most = 0;
        for (Phase phase : phases) {
            for (int shift : phase.shifts()) {
                most = Math.max(most, phase.count() - 1 + shift - (places - 1));
            }
        }
        return most;
    }
}
