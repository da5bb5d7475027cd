package dev.trainyard;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A PostgreSQL of its own, from binaries, that can be stopped at once and started again with what it had committed. */
public final class RestartablePostgres implements AutoCloseable {
    private final Path data;
    private EmbeddedPostgres server;

    public RestartablePostgres() throws IOException {
        Path parent = Files.createDirectories(Path.of("target", "test-data").toAbsolutePath());
        data = Files.createTempDirectory(parent, "postgres-");
        server = settings().start();
    }

    /** What it says is committed is written, as on any server; the tests' own default would lose the last moment. */
    private EmbeddedPostgres.Builder settings() {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("synchronous_commit", "on");
    }

    public TestDatabase database() {
        Map<String, String> properties = new HashMap<>(TestDatabase.h2().properties());
        properties.put("spring.datasource.url", server.getJdbcUrl("postgres", "postgres"));
        properties.put("spring.datasource.username", "postgres");
        properties.put("spring.datasource.password", "postgres");
        return new TestDatabase(properties);
    }

    public int port() {
        return server.getPort();
    }

    /** An immediate shutdown: as if it had crashed, it has to recover from its log when it starts again. */
    public void crash() throws IOException, InterruptedException {
        String pid = Files.readAllLines(data.resolve("postmaster.pid")).getFirst();
        new ProcessBuilder("kill", "-QUIT", pid).start().waitFor();
        ProcessHandle.of(Long.parseLong(pid))
                .ifPresent(process -> process.onExit().join());
    }

    public void start() throws IOException {
        int port = server.getPort();
        server.close();
        server = settings().setPort(port).start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
