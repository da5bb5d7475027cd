package dev.trainyard.training;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The leases of the runs on this node, also of those that have lost theirs and have yet to notice. */
@Component
class Leases {
    private final Set<Lease> held = ConcurrentHashMap.newKeySet();

    /** Keeps a lease; an older one of the same job is lost with this. */
    void add(Lease lease) {
        of(lease.claim().job()).forEach(Lease::lose);
        held.add(lease);
    }

    void remove(Lease lease) {
        held.remove(lease);
    }

    Collection<Lease> all() {
        return List.copyOf(held);
    }

    /** Tells the run of a job, if it is here, without waiting for the next look into the database. */
    void tell(String job, @Nullable Wish wish) {
        of(job).forEach(lease -> lease.wish(wish));
    }

    private List<Lease> of(String job) {
        return held.stream().filter(lease -> lease.claim().job().equals(job)).toList();
    }
}
