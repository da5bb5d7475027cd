package dev.trainyard.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.web.Tenant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** What the queue promises on every database. */
@SpringBootTest(properties = {"trainyard.roles=api", "trainyard.poll=1h"})
abstract class JobQueueContract {
    private static final Capacity.Room ROOM = new Capacity.Room(8, 1_000_000, 8, 1_000_000);

    @Autowired
    JdbcClient database;

    @Autowired
    JobQueue queue;

    @Autowired
    JobMoves moves;

    @Autowired
    Rescue rescue;

    @Autowired
    TrainingJobs jobs;

    @Autowired
    StatusChanges changes;

    @Autowired
    TransactionOperations transactions;

    JobRows rows;

    @BeforeEach
    void emptyQueue() {
        rows = new JobRows(database);
        rows.clear();
    }

    @Test
    void higherPriorityRunsFirstThenTheEarlierTurn() {
        rows.queued("job_a", "a", 0, 1);
        rows.queued("job_b", "a", 0, 0);
        rows.queued("job_c", "a", 5, 9);
        assertThat(claimAll()).containsExactly("job_c", "job_b", "job_a");
    }

    @Test
    void tenantThatFloodsTheQueueStandsBehindItself() {
        for (int i = 0; i < 5; i++) {
            rows.queued("job_flood" + i, "flood", 0, queue.turn("flood", 0));
        }
        rows.queued("job_other", "other", 0, queue.turn("other", 0));
        assertThat(claimAll().indexOf("job_other")).isEqualTo(1);
    }

    @Test
    void tenantThatComesLateDoesNotGetWhatItMissed() {
        for (int i = 0; i < 6; i++) {
            rows.queued("job_a" + i, "a", 0, queue.turn("a", 0));
        }
        queue.claim("node", ROOM);
        queue.claim("node", ROOM);
        for (int i = 0; i < 3; i++) {
            rows.queued("job_b" + i, "b", 0, queue.turn("b", 0));
        }
        assertThat(claimAll()).containsExactly("job_a2", "job_b0", "job_a3", "job_b1", "job_a4", "job_b2", "job_a5");
    }

    @Test
    void claimCountsFenceAttemptAndStrike() {
        rows.queued("job_a", "a", 0, 0);
        Claim first = queue.claim("node", ROOM).orElseThrow();
        assertThat(first.fence()).isEqualTo(1);
        assertThat(moves.retry(first)).isTrue();
        Claim second = queue.claim("node", ROOM).orElseThrow();
        assertThat(second.fence()).isEqualTo(2);
        assertThat(database.sql("select attempt + 10 * strikes from job")
                        .query(Integer.class)
                        .single())
                .isEqualTo(22);
    }

    @Test
    void tellsOfANewStatusOnceItIsCommitted() {
        rows.queued("job_a", "a", 0, 0);
        long before = changes.of("job_a").count();
        transactions.executeWithoutResult(transaction -> {
            moves.cancel("job_a", JobStatus.QUEUED);
            transaction.setRollbackOnly();
        });
        assertThat(changes.of("job_a").count()).isEqualTo(before);
        moves.cancel("job_a", JobStatus.QUEUED);
        assertThat(changes.of("job_a").count()).isEqualTo(before + 1);
    }

    @Test
    void staleFenceIsRefusedEverywhere() {
        rows.queued("job_a", "a", 0, 0);
        Claim stale = queue.claim("node", ROOM).orElseThrow();
        moves.retry(stale);
        assertThat(queue.claim("other", ROOM)).isPresent();
        assertThat(moves.giveBack(stale)).isFalse();
        assertThat(moves.retry(stale)).isFalse();
        assertThat(moves.fail(stale, new Failure(Failure.Code.INTERNAL, "late")))
                .isFalse();
        assertThat(moves.succeed(stale, "0".repeat(64))).isFalse();
        assertThat(moves.fulfil(stale, Wish.CANCEL)).isFalse();
        assertThat(rows.status("job_a")).isEqualTo("running");
    }

    @Test
    void stoppingServerGivesTheAttemptBack() {
        rows.queued("job_a", "a", 0, 0);
        moves.giveBack(queue.claim("node", ROOM).orElseThrow());
        assertThat(database.sql("select attempt from job").query(Integer.class).single())
                .isZero();
        assertThat(database.sql("select fence from job").query(Integer.class).single())
                .isOne();
    }

    @Test
    void jobLostWithItsWorkerAgainAndAgainIsGivenUp() {
        rows.queued("job_a", "a", 0, 0);
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThat(queue.claim("node", ROOM)).isPresent();
            expire();
            assertThat(rescue.expired()).isOne();
        }
        assertThat(rows.status("job_a")).isEqualTo("failed");
        assertThat(database.sql("select error_code from job")
                        .query(String.class)
                        .single())
                .isEqualTo("quarantined");
    }

    @Test
    void leaseThatLastsIsNotTaken() {
        rows.queued("job_a", "a", 0, 0);
        queue.claim("node", ROOM);
        assertThat(rescue.expired()).isZero();
        assertThat(moves.rescue("job_a", 1, null, false, "lease_until < current_timestamp"))
                .isFalse();
    }

    @Test
    void rescueFulfilsWhatTheUserWished() {
        rows.queued("job_a", "a", 0, 0);
        queue.claim("node", ROOM);
        database.sql("update job set wish = 'cancel'").update();
        expire();
        rescue.expired();
        assertThat(rows.status("job_a")).isEqualTo("cancelled");
    }

    @Test
    void smallJobPassesOneThatDoesNotFitYet() {
        rows.queued("job_large", "a", 0, 0, 8, 1000);
        rows.queued("job_small", "a", 0, 1, 1, 1000);
        Capacity.Room half = new Capacity.Room(4, 1_000_000, 8, 1_000_000);
        assertThat(queue.claim("node", half)).map(Claim::job).contains("job_small");
    }

    @Test
    void smallJobsDoNotStarveALargeOne() {
        rows.queued("job_large", "a", 0, 0, 8, 1000);
        rows.queued("job_small", "a", 0, 1, 1, 1000);
        database.sql("update job set queued_at = current_timestamp - interval '1' hour where id = 'job_large'")
                .update();
        Capacity.Room half = new Capacity.Room(4, 1_000_000, 8, 1_000_000);
        assertThat(queue.claim("node", half)).isEmpty();
        assertThat(queue.claim("node", ROOM)).map(Claim::job).contains("job_large");
    }

    @Test
    void jobThatThisNodeCanNeverHoldIsLeftToOthers() {
        rows.queued("job_large", "a", 0, 0, 1, 2_000_000);
        rows.queued("job_small", "a", 0, 1, 1, 1000);
        assertThat(claimAll()).containsExactly("job_small");
    }

    @Test
    void unknownKindsAreLeftAlone() {
        rows.queued("job_a", "a", 0, 0);
        database.sql("update job set kind = 'distillation'").update();
        assertThat(queue.claim("node", ROOM)).isEmpty();
    }

    @Test
    void jobOfAnotherVersionIsLeftAloneWithoutAnAttempt() {
        rows.queued("job_newer", "a", 0, 0);
        rows.queued("job_b", "a", 0, 1);
        database.sql("update job set definition = replace(definition, '\"dense\"', '\"hologram\"') where id ="
                        + " 'job_newer'")
                .update();
        assertThat(claimAll()).containsExactly("job_b");
        assertThat(database.sql("select fence from job where id = 'job_newer'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void positionOfEachJobIsItsPlaceInTheOrderOfClaims() {
        rows.queued("job_a", "a", 0, 1);
        rows.queued("job_b", "a", 0, 0);
        rows.queued("job_c", "a", 5, 9);
        rows.queued("job_d", "b", 0, 1);
        rows.queued("job_e", "c", -3, 0);
        Map<String, Integer> places = new HashMap<>();
        database.sql("select id, tenant from job")
                .query((row, _) -> jobs.find(new Tenant(row.getString("tenant")), row.getString("id")))
                .list()
                .forEach(job -> places.put(job.id(), queue.position(job)));
        List<String> order = claimAll();
        assertThat(order).hasSize(5);
        order.forEach(job -> assertThat(places).containsEntry(job, 1 + order.indexOf(job)));
    }

    @Test
    void positionsAreTheOrderOfClaims() {
        rows.queued("job_a", "a", 0, 1);
        rows.queued("job_b", "a", 0, 0);
        rows.queued("job_c", "a", 5, 9);
        assertThat(queue.positions())
                .containsEntry("job_a", 3)
                .containsEntry("job_b", 2)
                .containsEntry("job_c", 1)
                .hasSize(3);
    }

    @Test
    void eventsAreNumberedWithoutAGap() {
        rows.queued("job_a", "a", 0, 0);
        moves.retry(queue.claim("node", ROOM).orElseThrow());
        queue.claim("node", ROOM);
        assertThat(database.sql("select sequence from job_event order by sequence")
                        .query(Long.class)
                        .list())
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void eightClaimersNeverTakeTheSameJob() throws Exception {
        int jobs = Integer.getInteger("trainyard.test.jobs", 400);
        IntStream.range(0, jobs).forEach(i -> rows.queued("job_%05d".formatted(i), "tenant" + i % 7, 0, i / 7));
        Set<String> claimed = ConcurrentHashMap.newKeySet();
        List<Callable<Integer>> claimers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String node = "node" + i;
            claimers.add(() -> claimUntilEmpty(node, claimed));
        }
        int total = 0;
        long began = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (Future<Integer> count : threads.invokeAll(claimers)) {
                total += count.get();
            }
        }
        System.out.printf(
                "%s: %d claims in %d ms%n", getClass().getSimpleName(), jobs, (System.nanoTime() - began) / 1_000_000);
        assertThat(total).isEqualTo(jobs);
        assertThat(claimed).hasSize(jobs);
        assertThat(database.sql("select count(*) from job where fence <> 1 or status <> 'running'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private int claimUntilEmpty(String node, Set<String> claimed) {
        int count = 0;
        while (rows.database()
                        .sql("select count(*) from job where status = 'queued'")
                        .query(Integer.class)
                        .single()
                > 0) {
            Optional<Claim> claim = queue.claim(node, ROOM);
            if (claim.isPresent()) {
                claimed.add(claim.get().job());
                count++;
            }
        }
        return count;
    }

    private List<String> claimAll() {
        List<String> jobs = new ArrayList<>();
        for (Optional<Claim> claim = queue.claim("node", ROOM); claim.isPresent(); claim = queue.claim("node", ROOM)) {
            jobs.add(claim.get().job());
        }
        return jobs;
    }

    private void expire() {
        database.sql("update job set lease_until = current_timestamp - interval '1' second where status = 'running'")
                .update();
    }
}
