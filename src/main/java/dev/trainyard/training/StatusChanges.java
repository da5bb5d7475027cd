package dev.trainyard.training;

import dev.trainyard.web.Wait;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Tells those who wait for a job when this node has given it another status. Jobs share a fixed number of places by their
 * ids, so there is nothing to sign off from; who shares one is woken for nothing now and then.
 */
@Component
class StatusChanges {
    private static final int PLACES = 256;

    private final Place[] places = Stream.generate(Place::new).limit(PLACES).toArray(Place[]::new);

    StatusChanges(JobEvents events) {
        events.onStatus(job -> of(job).add());
    }

    /** Those of this job, and maybe of others. */
    Place of(String job) {
        return places[Math.floorMod(job.hashCode(), PLACES)];
    }

    /** The changes of some jobs. */
    static final class Place implements Wait.Changes {
        private long count;

        @Override
        public synchronized long count() {
            return count;
        }

        synchronized void add() {
            count++;
            notifyAll();
        }

        @Override
        public synchronized void await(long seen, long millis) throws InterruptedException {
            long end = System.nanoTime() + millis * 1_000_000;
            for (long left = millis; count <= seen && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        }
    }
}
