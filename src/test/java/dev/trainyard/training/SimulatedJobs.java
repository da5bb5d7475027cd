package dev.trainyard.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What the database must say of each job: the promises, told as plainly as can be. */
final class SimulatedJobs {
    private final Map<String, Expected> jobs = new LinkedHashMap<>();

    /** One job, and what may still happen to it. */
    static final class Expected {
        JobStatus status = JobStatus.QUEUED;
        long fence;
        int attempt;
        int strikes;

        long seconds;

        /** Whether a claim may write. */
        boolean obeys(Claim claim) {
            return status == JobStatus.RUNNING && fence == claim.fence();
        }

        void claimed(long lease) {
            status = JobStatus.RUNNING;
            fence++;
            attempt++;
            strikes++;
            seconds = lease;
        }

        /** A write renews the lease. */
        void wrote(long lease) {
            seconds = lease;
        }

        void checkpointed(long lease) {
            wrote(lease);
            strikes = 0;
        }

        void givenBack() {
            status = JobStatus.QUEUED;
            attempt--;
            strikes = Math.max(0, strikes - 1);
        }

        String row() {
            return status.word() + " fence " + fence + " attempt " + attempt + " strikes " + strikes;
        }
    }

    void add(String id) {
        jobs.put(id, new Expected());
    }

    Expected get(String id) {
        Expected job = jobs.get(id);
        if (job == null) {
            throw new IllegalArgumentException("no job " + id);
        }
        return job;
    }

    List<String> ids() {
        return List.copyOf(jobs.keySet());
    }

    String any(Random random) {
        return ids().get(random.nextInt(jobs.size()));
    }

    /** Jobs whose lease is over. */
    List<String> expired() {
        List<String> expired = new ArrayList<>();
        jobs.forEach((id, job) -> {
            if (job.status == JobStatus.RUNNING && job.seconds <= 0) {
                expired.add(id);
            }
        });
        return expired;
    }

    boolean allAtTheirEnd() {
        return jobs.values().stream().allMatch(job -> job.status.terminal());
    }

    void pass(long seconds) {
        jobs.values().forEach(job -> job.seconds -= seconds);
    }
}
