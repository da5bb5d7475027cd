package dev.trainyard.training;

import dev.trainyard.webhook.Outbox;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/** What happened to each job, numbered from 1 without a gap and never changed. */
@Component
class JobEvents {
    private final JdbcClient database;
    private final JdbcTemplate statements;
    private final JsonMapper json;
    private final Outbox outbox;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<String>> statusListeners = new CopyOnWriteArrayList<>();

    JobEvents(JdbcClient database, JdbcTemplate statements, JsonMapper json, Outbox outbox) {
        this.database = database;
        this.statements = statements;
        this.json = json;
        this.outbox = outbox;
    }

    /** Records the status that the job has just been given. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void status(String job) {
        Map<String, Object> data = new LinkedHashMap<>();
        String tenant = database.sql(
                        "select tenant, status, attempt, error_code, error_detail from job where id = :job")
                .param("job", job)
                .query((row, number) -> {
                    data.put("status", row.getString("status"));
                    data.put("attempt", row.getInt("attempt"));
                    if (row.getString("error_code") != null) {
                        data.put(
                                "error",
                                Map.of("code", row.getString("error_code"), "detail", row.getString("error_detail")));
                    }
                    return row.getString("tenant");
                })
                .single();
        append(job, JobEvent.Type.STATUS, data);
        afterCommit(() -> statusListeners.forEach(listener -> listener.accept(job)));
        outbox.tell(tenant, "job." + data.get("status"), () -> message(job, data));
    }

    /** What a webhook is told: the event, its number, so that the order can be had, and the job's metadata. */
    private Map<String, ?> message(String job, Map<String, Object> data) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("job", job);
        message.put("sequence", last(List.of(job)).get(job));
        message.putAll(data);
        Map<String, String> metadata = new TreeMap<>();
        database.sql("select name, content from job_metadata where job_id = :job")
                .param("job", job)
                .query(row -> {
                    metadata.put(row.getString("name"), row.getString("content"));
                });
        message.put("metadata", metadata);
        return message;
    }

    /** Adds an event, see {@link #append(String, List)}. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(String job, JobEvent.Type type, Object data) {
        append(job, List.of(new Journal.News(type, data)));
    }

    /** Adds events; in a transaction, because the numbers and the events must come together, and with them what they tell of. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(String job, List<Journal.News> news) {
        if (news.isEmpty()) {
            return;
        }
        database.sql("update job set event_sequence = event_sequence + :count where id = :job")
                .param("count", news.size())
                .param("job", job)
                .update();
        List<Object[]> rows = new ArrayList<>();
        for (Journal.News one : news) {
            int later = news.size() - 1 - rows.size();
            rows.add(new Object[] {later, one.type().word(), json.writeValueAsString(one.data()), job});
        }
        statements.batchUpdate("""
            insert into job_event (job_id, tenant, sequence, type, data, time)
            select id, tenant, event_sequence - ?, ?, ?, current_timestamp from job where id = ?\
            """, rows);
        afterCommit(() -> listeners.forEach(Runnable::run));
    }

    /** Calls {@code listener} after every commit of events of this node. */
    void onNews(Runnable listener) {
        listeners.add(listener);
    }

    /** Calls {@code listener} with the id of a job after every commit of this node that has given it a status. */
    void onStatus(Consumer<String> listener) {
        statusListeners.add(listener);
    }

    private static void afterCommit(Runnable told) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                told.run();
            }
        });
    }

    /** At most {@code limit} events of a job that come after the one numbered {@code after}, in order. */
    List<JobEvent> after(String job, long after, int limit) {
        return database.sql("""
            select job_id, sequence, type, data, time from job_event
            where job_id = :job and sequence > :after order by sequence limit :limit\
            """)
                .param("job", job)
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> new JobEvent(
                        row.getString("job_id"),
                        row.getLong("sequence"),
                        JobEvent.Type.of(row.getString("type")),
                        row.getObject("time", OffsetDateTime.class).toInstant(),
                        row.getString("data")))
                .list();
    }

    /** The number of the last event of each of these jobs. */
    Map<String, Long> last(List<String> jobs) {
        Map<String, Long> last = new LinkedHashMap<>();
        if (!jobs.isEmpty()) {
            database.sql("select id, event_sequence from job where id in (:jobs)")
                    .param("jobs", jobs)
                    .query(row -> {
                        last.put(row.getString("id"), row.getLong("event_sequence"));
                    });
        }
        return last;
    }
}
