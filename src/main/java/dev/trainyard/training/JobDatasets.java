package dev.trainyard.training;

import dev.trainyard.dataset.DatasetUse;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Says which datasets live jobs need. */
@Component
class JobDatasets implements DatasetUse {
    private final JdbcClient database;

    JobDatasets(JdbcClient database) {
        this.database = database;
    }

    @Override
    public Optional<String> of(String tenant, String datasetId) {
        return database.sql("""
                select id from job where tenant = :tenant and status in ('queued', 'running', 'paused')
                    and (dataset_id = :dataset or validation_dataset_id = :dataset) limit 1""")
                .param("tenant", tenant)
                .param("dataset", datasetId)
                .query(String.class)
                .optional()
                .map(id -> "job " + id);
    }
}
