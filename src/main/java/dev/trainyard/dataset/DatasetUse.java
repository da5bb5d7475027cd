package dev.trainyard.dataset;

import java.util.Optional;

/** Knows who needs a dataset. Every bean of this type is asked, in the deleting transaction, before one is deleted. */
@FunctionalInterface
public interface DatasetUse {
    /** Who needs it, for the refusal, as {@code "job job_01jt…"}; empty if nobody does. */
    Optional<String> of(String tenant, String datasetId);
}
