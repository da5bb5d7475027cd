package dev.trainyard.training;

import java.util.Optional;
import org.springframework.data.repository.Repository;

/** Jobs, each with its tenant: another tenant's job does not exist. */
interface JobRepository extends Repository<Job, String> {
    Optional<Job> findByTenantAndId(String tenant, String id);
}
