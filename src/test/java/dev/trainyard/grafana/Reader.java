package dev.trainyard.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.TestDatabase;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** The role that dashboards read as, made by the script that makes it in the container. */
record Reader(String url, Map<String, String> owner) {
    static final String NAME = "trainyard_reader";
    private static final String PASSWORD = "a 'quoted\" password";

    /** Whether the script can run here. */
    static boolean possible() {
        return Tool.installed("psql");
    }

    /** Makes the role, or makes it again. */
    static Reader of(TestDatabase database) {
        Map<String, String> properties = database.properties();
        String url = properties.getOrDefault("spring.datasource.url", "");
        URI server = URI.create(url.substring("jdbc:".length()));
        Tool.Result made = Tool.run(
                Map.of(
                        "PGHOST", server.getHost(),
                        "PGPORT", String.valueOf(server.getPort()),
                        "PGPASSWORD", properties.getOrDefault("spring.datasource.password", ""),
                        "POSTGRES_USER", properties.getOrDefault("spring.datasource.username", ""),
                        "POSTGRES_DB", server.getPath().substring(1),
                        "TRAINYARD_READER_PASSWORD", PASSWORD),
                List.of("sh", GrafanaFiles.FOLDER.resolve("postgres/reader.sh").toString()));
        assertThat(made.status()).as(made.output()).isZero();
        return new Reader(url, properties);
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url, NAME, PASSWORD);
    }

    /** As who owns the tables. */
    Connection connectAsOwner() throws SQLException {
        return DriverManager.getConnection(
                url, owner.get("spring.datasource.username"), owner.get("spring.datasource.password"));
    }
}
