package dev.trainyard.training;

import dev.trainyard.web.Cursor;
import dev.trainyard.web.Tenant;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the jobs of a tenant, newest first. */
@Component
class JobSearch {
    private final EntityManager entities;

    JobSearch(EntityManager entities) {
        this.entities = entities;
    }

    @SuppressWarnings("unchecked") // The query names the entity.
    List<Job> find(Tenant tenant, @Nullable JobStatus status, Map<String, String> metadata, Cursor cursor) {
        StringBuilder sql = new StringBuilder("select j.* from job j where j.tenant = :tenant and j.id < :before");
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("tenant", tenant.id());
        parameters.put("before", cursor.before());
        if (status != null) {
            sql.append(" and j.status = :status");
            parameters.put("status", status.word());
        }
        int number = 0;
        for (Map.Entry<String, String> pair : metadata.entrySet()) {
            sql.append(
                            " and exists (select 1 from job_metadata m where m.job_id = j.id and m.tenant = :tenant and m.name = :name")
                    .append(number)
                    .append(" and m.content = :content")
                    .append(number)
                    .append(')');
            parameters.put("name" + number, pair.getKey());
            parameters.put("content" + number, pair.getValue());
            number++;
        }
        Query query =
                entities.createNativeQuery(sql.append(" order by j.id desc").toString(), Job.class);
        parameters.forEach(query::setParameter);
        return query.setMaxResults(cursor.fetch()).getResultList();
    }
}
