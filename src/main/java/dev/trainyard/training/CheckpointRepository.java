package dev.trainyard.training;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

/** Checkpoints, each with its job and tenant. */
interface CheckpointRepository extends Repository<Checkpoint, String> {
    Optional<Checkpoint> findByTenantAndJobIdAndId(String tenant, String jobId, String id);

    List<Checkpoint> findByTenantAndJobIdOrderByStepDescIdDesc(String tenant, String jobId);
}
