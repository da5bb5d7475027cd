package dev.trainyard.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.web.Cursor;
import dev.trainyard.web.Tenant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A long queue must be as quick to use as a short one: a hundred times the jobs may not cost ten times as long. */
@SpringBootTest(properties = {"trainyard.roles=api", "trainyard.poll=1h"})
@EnabledIfSystemProperty(named = "trainyard.faults", matches = "long")
abstract class QueueDepthContract {
    private static final Capacity.Room ROOM = new Capacity.Room(8, 1_000_000, 8, 1_000_000);
    private static final int TIMES = 60;

    @Autowired
    JdbcClient database;

    @Autowired
    JobQueue queue;

    @Autowired
    TrainingJobs jobs;

    @Test
    void tenThousandJobsAreClaimedAndListedAsAHundredAre() {
        JobRows rows = new JobRows(database);
        rows.clear();
        fill(rows, 0, 200);
        measure();
        Medians few = measure();
        fill(rows, 200, 10_000);
        measure();
        Medians many = measure();
        System.out.printf("%s: 100 jobs %s; 10,000 jobs %s%n", getClass().getSimpleName(), few, many);
        assertThat(many.claim()).isLessThan(10 * few.claim());
        assertThat(many.list()).isLessThan(10 * few.list());
        rows.clear();
    }

    /** Milliseconds. */
    private record Medians(double claim, double list, double turn, double position) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "claim %.2f, list %.2f, turn %.2f, position %.2f ms", claim, list, turn, position);
        }
    }

    private Medians measure() {
        Tenant tenant = new Tenant("tenant1");
        Cursor first = new Cursor(20, null);
        double claim = median(() -> assertThat(queue.claim("node", ROOM)).isPresent());
        double list = median(() -> assertThat(
                        jobs.list(tenant, JobStatus.QUEUED, Map.of(), first).data())
                .isNotEmpty());
        double turn = median(() -> assertThat(queue.turn("tenant1", 0)).isPositive());
        Job last = jobs.find(
                tenant,
                jobs.list(tenant, JobStatus.QUEUED, Map.of(), first)
                        .data()
                        .getFirst()
                        .id());
        double position = median(() -> assertThat(queue.position(last)).isPositive());
        database.sql("update job set status = 'queued', node = null, lease_until = null where status = 'running'")
                .update();
        return new Medians(claim, list, turn, position);
    }

    private static double median(Runnable action) {
        long[] nanos = IntStream.range(0, TIMES)
                .mapToLong(_ -> {
                    long began = System.nanoTime();
                    action.run();
                    return System.nanoTime() - began;
                })
                .sorted()
                .toArray();
        return Arrays.stream(nanos).skip(TIMES / 2).findFirst().orElseThrow() / 1e6;
    }

    private static void fill(JobRows rows, int from, int to) {
        IntStream.range(from, to).forEach(i -> rows.queued("job_%05d".formatted(i), "tenant" + i % 7, 0, i / 7));
    }
}
