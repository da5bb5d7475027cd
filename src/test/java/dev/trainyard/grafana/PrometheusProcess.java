package dev.trainyard.grafana;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Prometheus with the provisioned configuration, but for where the nodes are and how often it looks. */
record PrometheusProcess(Process process, URI base, Path folder) implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Path PROVISIONED = GrafanaFiles.FOLDER.resolve("prometheus");
    private static final long NANOS_PER_LOOK = 200_000_000;
    private static final int LOOKS = 300;

    static boolean installed() {
        return Tool.installed("prometheus");
    }

    /** Starts it, watching one node with this key. */
    static PrometheusProcess start(URI node, String key) {
        try {
            Path folder = Files.createTempDirectory("prometheus");
            Files.writeString(folder.resolve("prometheus.yml"), configuration(node));
            Files.copy(PROVISIONED.resolve("rules.yml"), folder.resolve("rules.yml"));
            Files.writeString(folder.resolve("trainyard.key"), key);
            URI base = URI.create("http://127.0.0.1:" + freePort());
            Process process = new ProcessBuilder(
                            "prometheus",
                            "--config.file=" + folder.resolve("prometheus.yml"),
                            "--storage.tsdb.path=" + folder.resolve("data"),
                            "--web.listen-address=" + base.getAuthority())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            PrometheusProcess prometheus = new PrometheusProcess(process, base, folder);
            prometheus.await("/api/v1/query?query=" + encoded("count(up{job=\"trainyard\"} == 1)"), "1");
            return prometheus;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The provisioned file, every 250 ms, at one address instead of a name. */
    private static String configuration(URI node) {
        String provisioned = GrafanaFiles.text(PROVISIONED.resolve("prometheus.yml"));
        String fixed = provisioned.replaceAll(
                "(?s)    # Every container.*?refresh_interval: 5s\n",
                "    static_configs:\n      - targets: [\"" + node.getAuthority() + "\"]\n");
        return fixed.replace("scrape_interval: 5s", "scrape_interval: 250ms\n  scrape_timeout: 250ms")
                .replace("evaluation_interval: 5s", "evaluation_interval: 250ms");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** The series that a query gives over all the time since {@code from}. */
    JsonNode range(String query, Instant from) {
        String path = "/api/v1/query_range?step=1&start=" + from.getEpochSecond() + "&end="
                + Instant.now().getEpochSecond() + "&query=" + encoded(query);
        return get(path).at("/data/result");
    }

    /** The series that a query gives now. */
    JsonNode now(String query) {
        return get("/api/v1/query?query=" + encoded(query)).at("/data/result");
    }

    JsonNode get(String path) {
        try {
            String body = HTTP.send(
                            HttpRequest.newBuilder(URI.create(base + path)).build(), BodyHandlers.ofString())
                    .body();
            return JSON.readTree(body);
        } catch (IOException e) {
            return JSON.createObjectNode().put("error", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void await(String path, String value) {
        for (int look = 0; look < LOOKS; look++) {
            if (get(path).at("/data/result/0/value/1").asString("").equals(value)) {
                return;
            }
            LockSupport.parkNanos(NANOS_PER_LOOK);
        }
        throw new IllegalStateException(
                "Prometheus does not see the node:\n" + GrafanaFiles.text(folder.resolve("log")));
    }

    private static String encoded(String query) {
        return URLEncoder.encode(query, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
