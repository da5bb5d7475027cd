package dev.trainyard.benchmark;

import dev.trainyard.RestCalls;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.JsonNode;

/** The service in this process, over its embedded database, asked as its users ask. */
final class Server implements AutoCloseable {
    private static final long PAUSE_NANOS = 100_000_000;

    private final ConfigurableApplicationContext context;
    private final RestCalls calls;

    private Server(ConfigurableApplicationContext context) {
        this.context = context;
        this.calls = new RestCalls(
                URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port")));
    }

    /** @param change what shall be otherwise than in the service */
    static Server start(Path data, Consumer<GenericApplicationContext> change) {
        SpringApplication application = new SpringApplication(dev.trainyard.Trainyard.class);
        application.addInitializers(context -> change.accept((GenericApplicationContext) context));
        return new Server(application.run(
                "--server.port=0", "--trainyard.data-dir=" + data, "--logging.level.root=warn", "--logging.config="));
    }

    /** Waits until the kernels are compiled. */
    void awaitReady() {
        while (calls.get("/actuator/health/readiness").status() != 200) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** The id of a dataset of images. */
    String upload(Path images, Path labels) throws IOException {
        var body = new ByteArrayOutputStream();
        for (var part : Map.of("file", images, "labels", labels).entrySet()) {
            String head = "--part\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n\r\n"
                    .formatted(part.getKey(), part.getValue().getFileName());
            body.write(head.getBytes(StandardCharsets.UTF_8));
            body.write(Files.readAllBytes(part.getValue()));
            body.write("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        body.write("--part--\r\n".getBytes(StandardCharsets.UTF_8));
        return calls.post("/v1/datasets", "multipart/form-data; boundary=part", body.toByteArray())
                .ok()
                .get("id")
                .stringValue();
    }

    /** The id of a table. */
    String upload(String csv) {
        return calls.upload(csv);
    }

    /** Runs a job to its end, for a client that submits it and waits. */
    WholeJob.Taken train(String definition) {
        double processor = WholeJob.processor();
        double from = System.nanoTime() / 1e9;
        String id = calls.submit(definition);
        ThreadTime thread = ThreadTime.follow("run-" + id);
        ThreadTime writer = ThreadTime.follow("journal-" + id);
        JsonNode job = calls.end(id);
        double answered = System.nanoTime() / 1e9 - from;
        if (!job.get("status").stringValue().equals("succeeded")) {
            throw new IllegalStateException(job.toString());
        }
        double elapsed = (time(job, "finished_at") - time(job, "started_at")) / 1e3;
        return new WholeJob.Taken(
                answered, elapsed, WholeJob.processor() - processor, thread.seconds(), writer.seconds());
    }

    private static long time(JsonNode job, String field) {
        return Instant.parse(job.get(field).stringValue()).toEpochMilli();
    }

    @Override
    public void close() {
        context.close();
    }
}
