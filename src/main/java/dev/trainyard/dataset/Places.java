package dev.trainyard.dataset;

import java.util.HashMap;
import java.util.Map;

/** So many uploads at once, and of one tenant at most half as many. */
final class Places {
    private final int all;
    private final Map<String, Integer> taken = new HashMap<>();
    private int free;

    Places(int all) {
        this.all = all;
        this.free = all;
    }

    synchronized boolean take(String tenant) {
        int own = taken.getOrDefault(tenant, 0);
        boolean room = free > 0 && own < Math.max(1, all / 2);
        if (room) {
            free--;
            taken.put(tenant, own + 1);
        }
        return room;
    }

    synchronized void give(String tenant) {
        free++;
        taken.computeIfPresent(tenant, (_, own) -> own == 1 ? null : own - 1);
    }
}
