package dev.trainyard.dataset;

import java.util.Arrays;

/** Counts different numbers, up to a number of them, in an open hash table. 0 and -0 are the same. */
final class DistinctNumbers {
    private static final int FIRST_SLOTS = 16;
    private static final long FREE = Double.doubleToRawLongBits(Double.NaN);

    private final int limit;
    private final Budget budget;
    private long[] slots = new long[0];
    private int size;
    private boolean exact = true;

    DistinctNumbers(int limit, Budget budget) {
        this.limit = limit;
        this.budget = budget;
    }

    void add(double number) {
        if (!exact) {
            return;
        }
        long bits = Double.doubleToRawLongBits(number + 0.0);
        if (slots.length > 0 && slots[slot(bits)] == bits) {
            return;
        }
        if (size == limit || (2 * size >= slots.length && !grow())) {
            exact = false;
            return;
        }
        slots[slot(bits)] = bits;
        size++;
    }

    /** How many different numbers there are, at least. */
    int size() {
        return size;
    }

    boolean exact() {
        return exact;
    }

    /** Gives the memory back, keeping the count. */
    void free() {
        budget.giveBack(8L * slots.length);
        slots = new long[0];
        exact = false;
    }

    private boolean grow() {
        int length = Math.max(FIRST_SLOTS, 2 * slots.length);
        if (!budget.take(8L * (length - slots.length))) {
            return false;
        }
        long[] old = slots;
        slots = new long[length];
        Arrays.fill(slots, FREE);
        for (long bits : old) {
            if (bits != FREE) {
                slots[slot(bits)] = bits;
            }
        }
        return true;
    }

    /** Where this number is, or the free slot where it belongs. */
    private int slot(long bits) {
        long mixed = bits * 0x9e3779b97f4a7c15L;
        int slot = (int) (mixed >>> 32) & (slots.length - 1);
        while (slots[slot] != bits && slots[slot] != FREE) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }
}
