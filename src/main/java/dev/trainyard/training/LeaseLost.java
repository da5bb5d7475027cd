package dev.trainyard.training;

/** The job is no longer this run's: it ends and writes nothing more. */
final class LeaseLost extends RuntimeException {
    LeaseLost(Claim claim) {
        super("claim " + claim.fence() + " of " + claim.job() + " is no longer the last one");
    }
}
