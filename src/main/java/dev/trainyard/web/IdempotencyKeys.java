package dev.trainyard.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The table of Idempotency-Keys. Leases live by the database's clock; every write of a request carries its claim. */
@Component
class IdempotencyKeys {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final JdbcClient jdbc;
    private final Ids ids;
    private final Interval lease;

    IdempotencyKeys(JdbcClient jdbc, Ids ids, IdempotencyProperties properties) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.lease = new Interval(properties.lease());
    }

    /** What becomes of a request that comes with a key. */
    sealed interface Outcome {}

    /** It is the one that does the work. */
    record Claimed(Claim claim) implements Outcome {}

    /** Another one is at work. */
    record Busy() implements Outcome {}

    /** The work has been done. */
    record Answered(String requestSha256, StoredAnswer answer) implements Outcome {}

    /** The right to write to the row of a key. */
    record Claim(Tenant tenant, String key, String id) {}

    Outcome claim(Tenant tenant, String key) {
        Claim claim = new Claim(tenant, key, ids.next("claim"));
        boolean isMine = insert(claim) || takeOver(claim);
        return isMine ? new Claimed(claim) : look(claim);
    }

    private boolean insert(Claim claim) {
        return leased("""
            insert into idempotency_key (tenant, idempotency_key, claim, lease_until, state, created_at)
            values (:tenant, :key, :claim, %s, 'claimed', current_timestamp)
            on conflict do nothing
            """, claim).update() == 1;
    }

    private boolean takeOver(Claim claim) {
        return leased("""
            update idempotency_key set claim = :claim, lease_until = %s
            where tenant = :tenant and idempotency_key = :key and state = 'claimed' and lease_until < current_timestamp
            """, claim).update() == 1;
    }

    /** A settled row whose request stopped before its answer is answered with what was settled. */
    private Outcome look(Claim claim) {
        return bind("""
            select * from idempotency_key
            where tenant = :tenant and idempotency_key = :key and claim <> :claim
              and (state = 'answered' or (state = 'settled' and lease_until < current_timestamp))
            """, claim)
                .query(IdempotencyKeys::row)
                .optional()
                .<Outcome>map(row -> row)
                .orElseGet(Busy::new);
    }

    /** Stores an answer; false if the claim is lost or the answer final. */
    boolean store(Claim claim, String requestSha256, StoredAnswer answer, boolean isFinal) {
        return bind("""
            update idempotency_key
            set state = :state, request_sha256 = :sha256, status = :status, headers = :headers, body = :body
            where tenant = :tenant and idempotency_key = :key and claim = :claim and state <> 'answered'
            """, claim)
                        .param("state", isFinal ? "answered" : "settled")
                        .param("sha256", requestSha256)
                        .param("status", answer.status())
                        .param("headers", MAPPER.writeValueAsString(answer.headers()))
                        .param("body", answer.body())
                        .update()
                == 1;
    }

    /** Gives the key back if nothing came of the request, and makes what it settled final otherwise. */
    void release(Claim claim) {
        bind("""
            update idempotency_key set state = 'answered'
            where tenant = :tenant and idempotency_key = :key and claim = :claim and state = 'settled'
            """, claim).update();
        bind("""
            delete from idempotency_key
            where tenant = :tenant and idempotency_key = :key and claim = :claim and state = 'claimed'
            """, claim).update();
    }

    void renew(Collection<Claim> claims) {
        for (Claim claim : claims) {
            leased("""
                update idempotency_key set lease_until = %s
                where tenant = :tenant and idempotency_key = :key and claim = :claim
                """, claim).update();
        }
    }

    /** A client that repeats a request does so within a day. */
    void forgetOld() {
        jdbc.sql("""
            delete from idempotency_key
            where created_at < current_timestamp - interval '1' day and lease_until < current_timestamp
            """).update();
    }

    private JdbcClient.StatementSpec leased(String sql, Claim claim) {
        return bind(sql.formatted(lease.fromNow()), claim);
    }

    private JdbcClient.StatementSpec bind(String sql, Claim claim) {
        return jdbc.sql(sql)
                .param("tenant", claim.tenant().id())
                .param("key", claim.key())
                .param("claim", claim.id());
    }

    private static Answered row(ResultSet row, int index) throws SQLException {
        Map<String, String> headers = new TreeMap<>();
        for (Map.Entry<String, JsonNode> header :
                JsonText.read(row.getString("headers")).properties()) {
            headers.put(header.getKey(), header.getValue().asString());
        }
        StoredAnswer answer = new StoredAnswer(row.getInt("status"), headers, row.getString("body"));
        return new Answered(row.getString("request_sha256"), answer);
    }
}
