package dev.trainyard.webhook;

import dev.trainyard.web.Cursor;
import dev.trainyard.web.Ids;
import dev.trainyard.web.Interval;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The messages to be sent, and what became of them. Each method but the first is a transaction of its own; the database's clock tells what is due. */
@Component
class Deliveries {
    private final JdbcClient database;
    private final Ids ids;

    Deliveries(JdbcClient database, Ids ids) {
        this.database = database;
        this.ids = ids;
    }

    /**
     * A message and what its sending needs.
     *
     * @param attempts before this one
     */
    record Due(String id, String webhookId, String url, String secret, String eventId, int attempts, String payload) {}

    @Transactional(propagation = Propagation.MANDATORY)
    public void add(Webhook webhook, String event, String type, String payload) {
        database.sql("""
            insert into webhook_delivery
                (id, webhook_id, tenant, event_id, type, payload, status, attempts, next_attempt_at, created_at)
            values (:id, :webhook, :tenant, :event, :type, :payload, 'pending', 0, current_timestamp, current_timestamp)\
            """)
                .param("id", ids.next("dlv"))
                .param("webhook", webhook.id())
                .param("tenant", webhook.tenant())
                .param("event", event)
                .param("type", type)
                .param("payload", payload)
                .update();
    }

    /** The first {@code limit} messages that are due, those to {@code busy} webhooks left out. */
    List<Due> due(List<String> busy, int limit) {
        String others = busy.isEmpty() ? "" : "and d.webhook_id not in (:busy)";
        return database.sql("""
            select d.id, d.webhook_id, w.url, w.secret, d.event_id, d.attempts, d.payload
            from webhook_delivery d join webhook w on w.id = d.webhook_id
            where d.status = 'pending' and d.next_attempt_at <= current_timestamp %s
            order by d.next_attempt_at, d.id limit :limit\
            """.formatted(others))
                .param("busy", busy)
                .param("limit", limit)
                .query(DataClassRowMapper.newInstance(Due.class))
                .list();
    }

    /** Takes a message for as long as sending it can last; false if another node did. Who dies with it leaves it due again. */
    boolean take(Due due, Duration lease) {
        return database.sql("update webhook_delivery set attempts = attempts + 1, next_attempt_at = "
                                + new Interval(lease).fromNow()
                                + " where id = :id and status = 'pending' and attempts = :attempts")
                        .param("id", due.id())
                        .param("attempts", due.attempts())
                        .update()
                == 1;
    }

    void delivered(Due due, int responseStatus) {
        end(due, "delivered", responseStatus, null);
    }

    void failed(Due due, @Nullable Integer responseStatus, String error) {
        end(due, "failed", responseStatus, error);
    }

    void retry(Due due, @Nullable Integer responseStatus, String error, Duration pause) {
        database.sql("update webhook_delivery set response_status = coalesce(cast(:response as integer),"
                        + " response_status), error = :error, next_attempt_at = " + new Interval(pause).fromNow()
                        + " where id = :id and status = 'pending' and attempts = :attempts")
                .param("response", responseStatus)
                .param("error", error)
                .param("id", due.id())
                .param("attempts", due.attempts() + 1)
                .update();
    }

    /** A late answer to an attempt that somebody else repeats counts too: the receiver has the message. */
    private void end(Due due, String status, @Nullable Integer responseStatus, @Nullable String error) {
        database.sql("""
            update webhook_delivery set status = :status, next_attempt_at = null, error = :error,
                response_status = coalesce(cast(:response as integer), response_status),
                delivered_at = case when :status = 'delivered' then current_timestamp end
            where id = :id and status = 'pending'\
            """)
                .param("status", status)
                .param("error", error)
                .param("response", responseStatus)
                .param("id", due.id())
                .update();
    }

    List<Delivery> list(Webhook webhook, Cursor cursor) {
        return database.sql("""
            select id, event_id, type, status, attempts, next_attempt_at, response_status, error, created_at, delivered_at, payload
            from webhook_delivery where webhook_id = :webhook and id < :before order by id desc limit :fetch\
            """)
                .param("webhook", webhook.id())
                .param("before", cursor.before())
                .param("fetch", cursor.fetch())
                .query(Deliveries::row)
                .list();
    }

    /** Forgets what came to an end that long ago, and what is for nobody any more. */
    void sweep(Duration keep) {
        database.sql("delete from webhook_delivery where created_at < " + new Interval(keep).ago()
                        + " and status <> 'pending'")
                .update();
        database.sql("delete from webhook_delivery where not exists"
                        + " (select 1 from webhook w where w.id = webhook_delivery.webhook_id)")
                .update();
    }

    private static Delivery row(ResultSet row, int number) throws SQLException {
        return new Delivery(
                row.getString("id"),
                row.getString("event_id"),
                row.getString("type"),
                row.getString("status"),
                row.getInt("attempts"),
                instant(row, "next_attempt_at"),
                row.getObject("response_status", Integer.class),
                row.getString("error"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "delivered_at"),
                row.getString("payload"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
