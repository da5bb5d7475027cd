package dev.trainyard;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * One real PostgreSQL for all tests of this JVM, started when the first test asks for it: a container where a Docker
 * engine answers, else the server's own binaries.
 */
record PostgresServer(String host, int port, String username, String password) {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    static PostgresServer shared() {
        return Shared.SERVER;
    }

    /** Creates a database and answers the properties that point the application at it. */
    Map<String, String> newDatabase() {
        String name = "test_" + DATABASES.incrementAndGet();
        try (var connection = DriverManager.getConnection(url("postgres"), username, password);
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("Could not create the database " + name, e);
        }
        return Map.of(
                "spring.datasource.url", url(name),
                "spring.datasource.username", username,
                "spring.datasource.password", password);
    }

    private String url(String database) {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    private static final class Shared {
        static final PostgresServer SERVER = dockerAnswers() ? container() : binaries();
    }

    @SuppressWarnings("resource") // Testcontainers stops it after this JVM.
    private static PostgresServer container() {
        var container = new PostgreSQLContainer("postgres:18").withCommand("postgres", "-c", "max_connections=300");
        container.start();
        return new PostgresServer(
                container.getHost(),
                container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                container.getUsername(),
                container.getPassword());
    }

    @SuppressWarnings("resource") // It stops itself by a shutdown hook.
    private static PostgresServer binaries() {
        try {
            var server = EmbeddedPostgres.start();
            return new PostgresServer("127.0.0.1", server.getPort(), "postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException("Could not start PostgreSQL", e);
        }
    }

    /** Looks before Testcontainers does, which waits and logs an error where there is no engine. */
    private static boolean dockerAnswers() {
        URI engine = URI.create(System.getenv().getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock"));
        boolean local = "unix".equals(engine.getScheme());
        SocketAddress address = local
                ? UnixDomainSocketAddress.of(engine.getPath())
                : new InetSocketAddress(engine.getHost(), engine.getPort());
        try (var channel = SocketChannel.open(local ? StandardProtocolFamily.UNIX : StandardProtocolFamily.INET)) {
            return channel.connect(address);
        } catch (IOException _) {
            return false;
        }
    }
}
