package dev.trainyard.training;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts jobs into the table as a submission would. */
record JobRows(JdbcClient database) {
    private static final String DEFINITION = """
        {"dataset":"ds_1","targets":["y"],"features":["x"],"model":{"layers":[{"type":"dense","units":8}]},"task":"regression",
         "loss":{"type":"mean_squared_error"},"optimizer":{"type":"adam"},"schedule":{"type":"constant"},"epochs":10,"batch_size":32,
         "validation":{"split":0.1},"seed":1,"metadata":{}}
        """;

    void queued(String id, String tenant, int priority, long turn) {
        queued(id, tenant, priority, turn, 1, 1000);
    }

    void queued(String id, String tenant, int priority, long turn, int threads, long bytes) {
        database.sql("""
            insert into job (id, tenant, kind, status, priority, turn, dataset_id, definition, threads, bytes, created_at, queued_at,
                fence, operation, attempt, strikes, epochs, epoch, step, event_sequence)
            values (:id, :tenant, 'training', 'queued', :priority, :turn, 'ds_1', :definition, :threads, :bytes, current_timestamp, current_timestamp,
                0, 0, 0, 0, 10, 0, 0, 0)\
            """)
                .param("id", id)
                .param("tenant", tenant)
                .param("definition", DEFINITION)
                .param("priority", priority)
                .param("turn", turn)
                .param("threads", threads)
                .param("bytes", bytes)
                .update();
    }

    String status(String id) {
        return database.sql("select status from job where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    void clear() {
        for (String table :
                new String[] {"job_metric", "job_event", "job_metadata", "job_epoch", "checkpoint", "job"}) {
            database.sql("delete from " + table).update();
        }
    }
}
