package dev.trainyard.training;

/**
 * A submission in which nothing was found that would make it fail.
 *
 * @param threads that the run takes of a node, if it has so many
 * @param bytes that the run takes, estimated
 * @param priority higher runs first
 */
record PlannedJob(JobDefinition definition, int threads, long bytes, int priority) {}
