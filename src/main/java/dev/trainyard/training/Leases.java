package dev.trainyard.training;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The leases that this node holds, by job. */
@Component
class Leases {
    private final Map<String, Lease> held = new ConcurrentHashMap<>();

    /** Keeps a lease; an older one of the same job, whose run has yet to notice, is lost with this. */
    void add(Lease lease) {
        Lease older = held.put(lease.claim().job(), lease);
        if (older != null) {
            older.lose();
        }
    }

    void remove(Lease lease) {
        held.remove(lease.claim().job(), lease);
    }

    Collection<Lease> all() {
        return List.copyOf(held.values());
    }

    /** Tells the run of a job, if it is here, without waiting for the next look into the database. */
    void tell(String job, @Nullable Wish wish) {
        Lease lease = held.get(job);
        if (lease != null) {
            lease.wish(wish);
        }
    }
}
