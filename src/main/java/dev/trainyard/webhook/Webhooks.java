package dev.trainyard.webhook;

import dev.trainyard.web.Cursor;
import dev.trainyard.web.Ids;
import dev.trainyard.web.Problem;
import dev.trainyard.web.ProblemCode;
import dev.trainyard.web.Tenant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The webhooks of all tenants. */
@Component
class Webhooks {
    private final JdbcClient database;
    private final Ids ids;
    private final Clock clock;
    private final WebhookProperties properties;

    Webhooks(JdbcClient database, Ids ids, Clock clock, WebhookProperties properties) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
        this.properties = properties;
    }

    /** @throws Problem 409 if the tenant has too many already */
    @Transactional(propagation = Propagation.MANDATORY)
    public Webhook add(Tenant tenant, String url, List<String> events, String secret) {
        if (of(tenant.id()).size() >= properties.limit()) {
            throw Problem.of(ProblemCode.CONFLICT, "A tenant has at most " + properties.limit() + " webhooks.");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Webhook webhook = new Webhook(ids.next("whk"), tenant.id(), url, events, now);
        database.sql("""
            insert into webhook (id, tenant, url, events, secret, created_at)
            values (:id, :tenant, :url, :events, :secret, :now)\
            """)
                .param("id", webhook.id())
                .param("tenant", webhook.tenant())
                .param("url", webhook.url())
                .param("events", String.join(",", events))
                .param("secret", secret)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        return webhook;
    }

    /** All of a tenant. */
    List<Webhook> of(String tenant) {
        return database.sql("select id, tenant, url, events, created_at from webhook where tenant = :tenant")
                .param("tenant", tenant)
                .query(Webhooks::row)
                .list();
    }

    List<Webhook> list(Tenant tenant, Cursor cursor) {
        return database.sql("""
            select id, tenant, url, events, created_at from webhook
            where tenant = :tenant and id < :before order by id desc limit :fetch\
            """)
                .param("tenant", tenant.id())
                .param("before", cursor.before())
                .param("fetch", cursor.fetch())
                .query(Webhooks::row)
                .list();
    }

    /** @throws Problem 404 if the tenant has no such webhook */
    Webhook find(Tenant tenant, String id) {
        return of(tenant.id()).stream()
                .filter(webhook -> webhook.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("webhook", id));
    }

    /**
     * Removes a webhook; what it was still to be told is not sent.
     *
     * @throws Problem 404 if the tenant has no such webhook
     */
    @Transactional
    public void delete(Tenant tenant, String id) {
        find(tenant, id);
        database.sql("delete from webhook where id = :id").param("id", id).update();
        database.sql("delete from webhook_delivery where webhook_id = :id")
                .param("id", id)
                .update();
    }

    private static Webhook row(ResultSet row, int number) throws SQLException {
        return new Webhook(
                row.getString("id"),
                row.getString("tenant"),
                row.getString("url"),
                List.of(row.getString("events").split(",")),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
