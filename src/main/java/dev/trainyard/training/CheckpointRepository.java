package dev.trainyard.training;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Checkpoints, each with its job and tenant. */
interface CheckpointRepository extends Repository<Checkpoint, String> {
    Optional<Checkpoint> findByTenantAndJobIdAndId(String tenant, String jobId, String id);

    @Query("select c from Checkpoint c join Job j on j.bestCheckpointId = c.id where j.tenant = :tenant and j.id ="
            + " :job")
    Optional<Checkpoint> findBest(String tenant, String job);

    boolean existsById(String id);

    List<Checkpoint> findByTenantAndJobIdOrderByStepDescIdDesc(String tenant, String jobId);
}
