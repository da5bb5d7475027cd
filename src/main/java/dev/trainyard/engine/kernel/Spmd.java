package dev.trainyard.engine.kernel;

/** A program that every worker of a {@link Team} runs, each with its own {@link Worker}. */
@FunctionalInterface
public interface Spmd {
    void run(Worker worker);
}
