package dev.trainyard.model;

/** How much memory this server gives to training; known by what trains. */
@FunctionalInterface
public interface MemoryLimit {
    /** In bytes, for all jobs together, so at most for one. */
    long bytes();
}
