package dev.trainyard.training;

/** A move that does not start at the status the job has. */
final class IllegalMove extends RuntimeException {
    private final JobStatus current;

    IllegalMove(JobStatus current, Move move) {
        super("cannot " + move + " a job that is " + current.word());
        this.current = current;
    }

    JobStatus current() {
        return current;
    }
}
