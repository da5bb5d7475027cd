package dev.trainyard.training;

/**
 * The right to write about a job while no later claim exists.
 *
 * @param fence number of the claim; every write of the run carries it
 * @param strikes claims since the job got on, this one included
 * @param threads training threads that the run takes of its node
 * @param bytes memory that it takes
 */
record Claim(String job, String tenant, long fence, int strikes, int threads, long bytes) {}
