package dev.trainyard.training;

import static dev.trainyard.training.JobStatus.CANCELLED;
import static dev.trainyard.training.JobStatus.FAILED;
import static dev.trainyard.training.JobStatus.PAUSED;
import static dev.trainyard.training.JobStatus.QUEUED;
import static dev.trainyard.training.JobStatus.RUNNING;
import static dev.trainyard.training.JobStatus.SUCCEEDED;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** One way from status to status; together they are the whole machine of a job. */
enum Move {
    /** A worker takes the job. */
    CLAIM,
    /** The lease is lost or the server stops; the job goes on from its last checkpoint. */
    RELEASE,
    SUCCEED,
    FAIL,
    CANCEL,
    PAUSE,
    RESUME;

    Set<JobStatus> from() {
        return switch (this) {
            case CLAIM -> EnumSet.of(QUEUED);
            case RELEASE, SUCCEED, FAIL, PAUSE -> EnumSet.of(RUNNING);
            case CANCEL -> EnumSet.of(QUEUED, RUNNING, PAUSED);
            case RESUME -> EnumSet.of(PAUSED);
        };
    }

    JobStatus to() {
        return switch (this) {
            case CLAIM -> RUNNING;
            case RELEASE, RESUME -> QUEUED;
            case SUCCEED -> SUCCEEDED;
            case FAIL -> FAILED;
            case CANCEL -> CANCELLED;
            case PAUSE -> PAUSED;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
