package dev.trainyard.engine.graph;

import java.util.ArrayList;
import java.util.List;

/** Assigns buffers whose lives do not overlap to the same slot: the smallest free one that fits, else the largest, grown. */
final class Slots {

    private final List<Long> sizes = new ArrayList<>();
    private final List<Integer> free = new ArrayList<>();

    /** Takes a slot of at least that many floats. */
    int acquire(long floats) {
        int best = -1;
        for (int slot : free) {
            if (best < 0 || better(sizes.get(slot), sizes.get(best), floats)) {
                best = slot;
            }
        }
        if (best < 0) {
            return own(floats);
        }
        free.remove(Integer.valueOf(best));
        sizes.set(best, Math.max(sizes.get(best), floats));
        return best;
    }

    private static boolean better(long size, long than, long wanted) {
        return than < wanted ? size > than : size >= wanted && size < than;
    }

    /** Takes a new slot of exactly that many floats. */
    int own(long floats) {
        sizes.add(floats);
        return sizes.size() - 1;
    }

    /** Gives a slot back for later buffers. */
    void release(int slot) {
        free.add(slot);
    }

    /** Floats of each slot. */
    List<Long> sizes() {
        return sizes;
    }
}
