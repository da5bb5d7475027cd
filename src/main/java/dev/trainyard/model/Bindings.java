package dev.trainyard.model;

import dev.trainyard.engine.train.InputSpec;
import dev.trainyard.engine.train.OutputSpec;
import dev.trainyard.web.Tenant;

/** Ties models to data; done by what knows datasets and how they are encoded. */
@FunctionalInterface
public interface Bindings {
    /** What enters and what must leave a network for this target. */
    record Binding(InputSpec input, OutputSpec output) {}

    /**
     * Binds with the defaults that a job would use.
     *
     * @throws dev.trainyard.web.Problem 404 for the dataset, 422 for the target
     */
    Binding bind(Tenant tenant, String dataset, String target);
}
