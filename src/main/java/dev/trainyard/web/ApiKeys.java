package dev.trainyard.web;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The keys of all tenants. A key is {@code ty_} and 32 random bytes; the table has only its SHA-256. */
@Component
class ApiKeys {
    private static final String PREFIX = "ty_";
    private static final int RANDOM_BYTES = 32;
    private static final int HINT = 8;

    private final JdbcClient jdbc;
    private final Ids ids;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    ApiKeys(JdbcClient jdbc, Ids ids, Clock clock) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.clock = clock;
    }

    /** A key just made, the only time that its secret is known. */
    record Made(ApiKey key, String secret) {}

    Made make(Tenant tenant, String name, Set<Scope> scopes, @Nullable Instant expiresAt) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ApiKey key = new ApiKey(ids.next("key"), tenant.id(), name, scopes, secret.substring(0, HINT), now, expiresAt);
        jdbc.sql("""
            insert into api_key (id, tenant, name, scopes, hint, sha256, created_at, expires_at)
            values (:id, :tenant, :name, :scopes, :hint, :sha256, :createdAt, :expiresAt)
            """)
                .param("id", key.id())
                .param("tenant", key.tenant())
                .param("name", key.name())
                .param("scopes", scopes.stream().map(JsonNames::constant).collect(Collectors.joining(",")))
                .param("hint", key.hint())
                .param("sha256", digest(secret))
                .param("createdAt", key.createdAt().atOffset(ZoneOffset.UTC))
                .param("expiresAt", expiresAt == null ? null : expiresAt.atOffset(ZoneOffset.UTC))
                .update();
        return new Made(key, secret);
    }

    /** The unexpired key with this secret. */
    Optional<ApiKey> find(String secret) {
        return jdbc.sql("select * from api_key where sha256 = :sha256")
                .param("sha256", digest(secret))
                .query(ApiKeys::row)
                .optional()
                .filter(key -> !key.isExpired(clock.instant()));
    }

    /** Newest first; of every tenant where none is given. */
    List<ApiKey> list(@Nullable String tenant, Cursor cursor) {
        return jdbc.sql("""
            select * from api_key
            where id < :before and (cast(:tenant as varchar) is null or tenant = :tenant)
            order by id desc limit :fetch
            """)
                .param("before", cursor.before())
                .param("tenant", tenant)
                .param("fetch", cursor.fetch())
                .query(ApiKeys::row)
                .list();
    }

    /** False if there is none, or it belongs to another tenant than the one given. */
    boolean delete(@Nullable String tenant, String id) {
        return jdbc.sql("""
            delete from api_key
            where id = :id and (cast(:tenant as varchar) is null or tenant = :tenant)
            """).param("id", id).param("tenant", tenant).update() == 1;
    }

    private static String digest(String secret) {
        return HexFormat.of().formatHex(Digests.sha256(secret.getBytes(StandardCharsets.UTF_8)));
    }

    private static ApiKey row(ResultSet row, int index) throws SQLException {
        Set<Scope> scopes = Arrays.stream(row.getString("scopes").split(","))
                .map(name -> Scope.valueOf(name.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toCollection(TreeSet::new));
        OffsetDateTime expires = row.getObject("expires_at", OffsetDateTime.class);
        return new ApiKey(
                row.getString("id"),
                row.getString("tenant"),
                row.getString("name"),
                scopes,
                row.getString("hint"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                expires == null ? null : expires.toInstant());
    }
}
