package dev.trainyard.training;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.trainyard.web.EmbeddedSource;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Connections of the heartbeat's own: a full pool or a slow statement elsewhere must not cost a lease. Each statement commits by itself. */
@Component
class HeartbeatDatabase {
    private final HikariDataSource pool;
    private final JdbcTemplate statements;

    HeartbeatDatabase(JdbcConnectionDetails details, TrainingProperties properties) {
        Duration patience = properties.lease().dividedBy(3);
        pool = new HikariDataSource(config(details, patience));
        statements = new JdbcTemplate(pool);
        statements.setQueryTimeout(seconds(patience));
    }

    JdbcTemplate statements() {
        return statements;
    }

    @PreDestroy
    void close() {
        pool.close();
    }

    private static HikariConfig config(JdbcConnectionDetails details, Duration patience) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("heartbeat");
        config.setJdbcUrl(details.getJdbcUrl());
        config.setUsername(details.getUsername());
        config.setPassword(details.getPassword());
        config.setMaximumPoolSize(2);
        config.setConnectionTimeout(Math.max(250, patience.toMillis()));
        config.setInitializationFailTimeout(-1);
        EmbeddedSource.feed(config);
        if (details.getJdbcUrl().startsWith("jdbc:postgresql:")) {
            // A connection that a broken network swallows must not be waited for.
            config.addDataSourceProperty("socketTimeout", String.valueOf(seconds(patience)));
            config.addDataSourceProperty("connectTimeout", String.valueOf(seconds(patience)));
        }
        return config;
    }

    private static int seconds(Duration duration) {
        return (int) Math.max(1, duration.plusMillis(999).toSeconds());
    }
}
