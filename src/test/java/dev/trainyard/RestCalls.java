package dev.trainyard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The wire as a client sees it: raw bodies out, status, headers and bytes back. */
public final class RestCalls {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Set<String> LIVE = Set.of("queued", "running", "paused");

    private final URI base;

    public RestCalls(URI base) {
        this.base = base;
    }

    /** What came back. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Answer(int status, String type, byte[] body) {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            return JSON.readTree(body);
        }

        /** The body, after the status was found to be 2xx. */
        public JsonNode ok() {
            assertThat(status).as(text()).isBetween(200, 299);
            return json();
        }
    }

    public Answer send(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = HTTP.send(request, BodyHandlers.ofByteArray());
            String type = response.headers().firstValue("Content-Type").orElse("");
            return new Answer(response.statusCode(), type, response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A request that is still to be completed with its method and body. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofMinutes(5));
    }

    public Answer get(String path) {
        return send(request(path).build());
    }

    public Answer post(String path, String type, byte[] body) {
        return send(request(path)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    public Answer post(String path, String json) {
        return post(path, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    /** Uploads CSV text and answers the dataset's id. */
    public String upload(String csv) {
        return post("/v1/datasets", "text/csv", csv.getBytes(StandardCharsets.UTF_8))
                .ok()
                .get("id")
                .stringValue();
    }

    /** Uploads a file as it is and answers the dataset's id. */
    public String upload(Path file, String type) {
        try {
            return send(request("/v1/datasets")
                            .header("Content-Type", type)
                            .POST(BodyPublishers.ofFile(file))
                            .build())
                    .ok()
                    .get("id")
                    .stringValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Submits a job and answers its id. */
    public String submit(String json) {
        return post("/v1/jobs", json).ok().get("id").stringValue();
    }

    /** Follows the job's events until it has finished that many epochs. */
    public void awaitEpoch(String job, int epochs) {
        HttpRequest request = request("/v1/jobs/" + job + "/events")
                .header("Accept", "text/event-stream")
                .build();
        try (Stream<String> lines = HTTP.send(request, BodyHandlers.ofLines()).body()) {
            boolean seen = lines.filter(line -> line.startsWith("data:"))
                    .map(line -> JSON.readTree(line.substring("data:".length())))
                    .filter(event -> event.get("type").stringValue().equals("metrics"))
                    .anyMatch(event -> event.findValuesAsString("epoch").stream()
                            .anyMatch(epoch -> Integer.parseInt(epoch) >= epochs));
            assertThat(seen).as("epoch %d in the events of %s", epochs, job).isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The job once it is at its end. */
    public JsonNode end(String job) {
        JsonNode view = get("/v1/jobs/" + job + "?wait=30").ok();
        while (LIVE.contains(view.get("status").stringValue())) {
            view = get("/v1/jobs/" + job + "?wait=30").ok();
        }
        return view;
    }
}
