package dev.trainyard.training;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Takes jobs from workers that stopped beating. Any node may look; the database lets one act. */
@Component
class Rescue {
    private static final Logger LOG = LoggerFactory.getLogger(Rescue.class);
    private static final String EXPIRED = "lease_until < current_timestamp";

    private final JdbcClient database;
    private final JobMoves moves;
    private final TrainingProperties properties;

    Rescue(JdbcClient database, JobMoves moves, TrainingProperties properties) {
        this.database = database;
        this.moves = moves;
        this.properties = properties;
    }

    /** Puts back every running job whose lease is over; how many. */
    int expired() {
        return all(EXPIRED);
    }

    /** Puts back every running job: on a database that only this process can open, none of them has a worker. */
    int orphans() {
        return all("true");
    }

    private int all(String gone) {
        int rescued = 0;
        for (Lost job : lost(gone)) {
            Wish wish = job.wish() == null ? null : Wish.of(job.wish());
            if (moves.rescue(job.id(), job.fence(), wish, job.strikes() >= properties.attempts(), gone)) {
                LOG.info("Took {} from {}, attempt {}", job.id(), job.node(), job.attempt());
                rescued++;
            }
        }
        return rescued;
    }

    /** Without those whose rows somebody holds, perhaps a node that stands still: the others must not wait for it. */
    private List<Lost> lost(String gone) {
        return database.sql("select id, fence, wish, strikes, attempt, node from job where status = 'running' and "
                        + gone + " for update skip locked")
                .query(DataClassRowMapper.newInstance(Lost.class))
                .list();
    }

    private record Lost(String id, long fence, @Nullable String wish, int strikes, int attempt, String node) {}
}
