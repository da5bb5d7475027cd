package dev.trainyard.training;

import dev.trainyard.web.JsonRecords;
import dev.trainyard.web.JsonText;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The definitions of jobs. While nodes are replaced one after the other there are two versions, and a job may have a layer or an
 * optimizer that the older one does not know: its nodes leave such a job alone.
 */
@Component
class Definitions {
    private static final Logger LOG = LoggerFactory.getLogger(Definitions.class);

    private final JdbcClient database;
    private final JsonRecords records;
    private final Set<String> foreign = ConcurrentHashMap.newKeySet();

    Definitions(JdbcClient database, JsonRecords records) {
        this.database = database;
        this.records = records;
    }

    JobDefinition of(String job) {
        return restore(text(job));
    }

    /** Whether this version can train the job; asked before the claim, which would cost the job an attempt. */
    boolean understands(String job) {
        String text = text(job);
        try {
            restore(text);
            return true;
        } catch (RuntimeException e) {
            if (foreign.add(job)) {
                LOG.warn("{} is left to nodes of another version: {}", job, e.getMessage());
            }
            return false;
        }
    }

    /** The jobs that were found to be another version's. */
    Set<String> foreign() {
        return Set.copyOf(foreign);
    }

    private String text(String job) {
        return database.sql("select definition from job where id = :job")
                .param("job", job)
                .query(String.class)
                .single();
    }

    private JobDefinition restore(String text) {
        return records.restore(JsonText.read(text), JobDefinition.class);
    }
}
