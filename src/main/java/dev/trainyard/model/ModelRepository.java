package dev.trainyard.model;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

interface ModelRepository extends Repository<Model, String> {
    Model save(Model model);

    Optional<Model> findByTenantAndId(String tenant, String id);

    List<Model> findByTenantAndIdLessThanOrderByIdDesc(String tenant, String before, Limit limit);

    void delete(Model model);
}
