package dev.trainyard.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trainyard.ApplicationContract;
import dev.trainyard.RestCalls;
import dev.trainyard.RestCalls.Answer;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What users do with jobs, and that no interruption changes what a job learns. */
@ApplicationContract
abstract class JobLifecycleContract {
    private static final int ROWS = 3000;
    private static final int BATCH = 32;
    private static final int LONG = 500;
    /** Epochs of a job whose epochs last so long that a pause comes within one. */
    private static final int WIDE = 80;

    /** A network that takes its time, so that what is to happen meanwhile does. */
    private static final String SLOW =
            ",\"model\":{\"layers\":[{\"type\":\"dense\",\"units\":256},{\"type\":\"dense\",\"units\":256}]},\"threads\":1";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient database;

    @Autowired
    Leases leases;

    RestCalls calls;
    String dataset = "";

    @BeforeEach
    void connect() {
        calls = new RestCalls(URI.create("http://127.0.0.1:" + port));
        dataset = calls.upload(Flowers.csv(ROWS));
    }

    @Test
    void pausedAndResumedJobLearnsTheSame() {
        JsonNode undisturbed = calls.end(submit(WIDE, 4, SLOW));
        long stepsPerEpoch = undisturbed.at("/progress/step").longValue() / WIDE;
        String job = submit(WIDE, 4, SLOW);
        boolean withinAnEpoch = false;
        int epoch = 0;
        for (int pauses = 0; pauses < 3; pauses++) {
            calls.awaitEpoch(job, epoch + 2);
            assertThat(status(post(job, "pause"))).isEqualTo("paused");
            JsonNode progress = calls.get("/v1/jobs/" + job).ok().get("progress");
            long step = progress.get("step").longValue();
            assertThat(step)
                    .as("where it stopped is where it goes on")
                    .isEqualTo(newestCheckpoint(job, "/step").longValue());
            withinAnEpoch |= step % stepsPerEpoch != 0;
            epoch = progress.get("epoch").intValue();
            post(job, "resume").ok();
        }
        assertThat(withinAnEpoch).as("paused within an epoch").isTrue();
        JsonNode ended = calls.end(job);
        assertThat(digest(ended)).isEqualTo(digest(undisturbed));
        assertThat(ended.at("/progress/epoch").intValue()).isEqualTo(WIDE);
        assertMetricsAreWhole(job, WIDE);
    }

    @Test
    void jobGivenBackByAStoppingServerLearnsTheSame() {
        String undisturbed = digest(calls.end(submit(LONG, SLOW)));
        String job = submit(LONG, SLOW);
        calls.awaitEpoch(job, 3);
        List<Lease> held = leases.all().stream()
                .filter(lease -> lease.claim().job().equals(job))
                .toList();
        assertThat(held).hasSize(1);
        held.forEach(Lease::stop);
        JsonNode ended = calls.end(job);
        assertThat(digest(ended)).isEqualTo(undisturbed);
        assertThat(ended.get("attempt").intValue()).isEqualTo(1);
        assertMetricsAreWhole(job, LONG);
    }

    @Test
    void jobLostWithItsWorkerLearnsTheSame() {
        String undisturbed = digest(calls.end(submit(LONG, SLOW)));
        String job = submit(LONG, SLOW);
        calls.awaitEpoch(job, 3);
        int lost = database.sql(
                        "update job set lease_until = current_timestamp - interval '1' second, fence = fence + 1"
                                + " where id = :job and status = 'running'")
                .param("job", job)
                .update();
        assertThat(lost).isEqualTo(1);
        JsonNode ended = calls.end(job);
        assertThat(digest(ended)).isEqualTo(undisturbed);
        assertMetricsAreWhole(job, LONG);
    }

    @Test
    void jobWhoseLastCheckpointIsDamagedGoesBackToTheOneBefore() {
        String undisturbed = digest(calls.end(submit(LONG, SLOW)));
        String job = submit(LONG, SLOW);
        calls.awaitEpoch(job, 100);
        post(job, "pause").ok();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> status(calls.get("/v1/jobs/" + job)).equals("paused"));
        damage(job);
        String newest = newestCheckpoint(job, "/id").stringValue();
        assertThat(calls.get("/v1/jobs/" + job + "/weights?checkpoint=" + newest)
                        .status())
                .isEqualTo(409);
        post(job, "resume").ok();
        JsonNode ended = calls.end(job);
        assertThat(digest(ended)).isEqualTo(undisturbed);
        assertMetricsAreWhole(job, LONG);
    }

    /** Flips a bit in the checkpoint that the job would go on from. */
    private void damage(String job) {
        String chunk = " where position = 0 and content_id = (select b.content_id from job j join checkpoint c"
                + " on c.id = j.checkpoint_id join blob b on b.id = c.blob_id where j.id = :job)";
        byte[] bytes = database.sql("select bytes from blob_chunk" + chunk)
                .param("job", job)
                .query((row, _) -> row.getBytes("bytes"))
                .single();
        bytes[bytes.length / 2] ^= 1;
        assertThat(database.sql("update blob_chunk set bytes = :bytes" + chunk)
                        .param("bytes", bytes)
                        .param("job", job)
                        .update())
                .isOne();
    }

    @Test
    void cancelledJobKeepsWhatItLearnt() {
        String job = submit(100_000, "");
        calls.awaitEpoch(job, 1);
        assertThat(status(post(job, "cancel"))).isEqualTo("cancelled");
        assertThat(status(post(job, "cancel"))).isEqualTo("cancelled");
        assertThat(calls.get("/v1/jobs/" + job + "/weights").status()).isEqualTo(200);
        assertConflict(post(job, "pause"), "cancelled");
        assertConflict(post(job, "resume"), "cancelled");
        assertConflict(
                calls.send(calls.request("/v1/jobs/" + job)
                        .header("Content-Type", "application/json")
                        .method("PATCH", java.net.http.HttpRequest.BodyPublishers.ofString("{\"priority\":3}"))
                        .build()),
                "cancelled");
    }

    @Test
    void jobEndsWhenItsTimeIsUp() {
        JsonNode job = calls.end(submit(100_000, ",\"max_seconds\":0.5"));
        assertThat(job.get("status").stringValue()).isEqualTo("succeeded");
        assertThat(job.at("/progress/epoch").intValue()).isLessThan(100_000);
    }

    @Test
    void divergedJobFailsAndSaysWhere() {
        String fields = ",\"optimizer\":{\"type\":\"sgd\",\"learning_rate\":1e30}";
        JsonNode job = calls.end(submit(50, fields));
        assertThat(job.get("status").stringValue()).isEqualTo("failed");
        assertThat(job.at("/error/code").stringValue()).isEqualTo("diverged");
        assertThat(job.at("/error/detail").stringValue()).contains("step");
    }

    @Test
    void replayFindsTheSameWeights() {
        String job = submit(5, "");
        calls.end(job);
        JsonNode verified = calls.post("/v1/jobs/" + job + "/verify", "{}").ok();
        assertThat(verified.get("equal").booleanValue()).as(verified.toString()).isTrue();
        assertThat(verified.get("epochs")).hasSize(5);
    }

    @Test
    void replayGoesFromACheckpointToTheNext() {
        String job = submit(WIDE, 4, SLOW);
        calls.awaitEpoch(job, 2);
        assertThat(status(post(job, "pause"))).isEqualTo("paused");
        String from = newestCheckpoint(job, "/id").stringValue();
        int epoch = newestCheckpoint(job, "/epoch").intValue();
        post(job, "resume").ok();
        JsonNode ended = calls.end(job);
        String verify = "/v1/jobs/" + job + "/verify?checkpoint=";
        JsonNode verified = calls.post(verify + from, "").ok();
        assertThat(verified.get("equal").booleanValue()).as(verified.toString()).isTrue();
        assertThat(verified.at("/epochs/0/epoch").intValue()).isEqualTo(epoch + 1);
        JsonNode kept = calls.get("/v1/jobs/" + job + "/checkpoints").ok().get("data");
        int place = kept.findValuesAsString("id").indexOf(from);
        long next = kept.get(place - 1).get("step").longValue();
        long stepsPerEpoch = ended.at("/progress/step").longValue() / WIDE;
        assertThat(verified.get("epochs"))
                .as("up to the epoch of the next checkpoint")
                .hasSize(Math.toIntExact(Math.ceilDiv(next, stepsPerEpoch) - epoch));

        database.sql("update job_epoch set weights_sha256 = :other where job_id = :job and epoch = :epoch")
                .param("other", "0".repeat(64))
                .param("job", job)
                .param("epoch", epoch + 1)
                .update();
        JsonNode different = calls.post(verify + from, "").ok();
        assertThat(different.get("equal").booleanValue()).isFalse();
        assertThat(different.get("first_difference").intValue()).isEqualTo(epoch + 1);

        String last = ended.at("/result/best_checkpoint").stringValue();
        assertThat(calls.post(verify + last, "").status()).isEqualTo(409);
        assertThat(calls.post(verify + "ckpt_none", "").status()).isEqualTo(404);
    }

    @Test
    void liveJobKeepsItsDataset() {
        String job = submit(100_000, "");
        calls.awaitEpoch(job, 1);
        Answer refused =
                calls.send(calls.request("/v1/datasets/" + dataset).DELETE().build());
        assertThat(refused.status()).isEqualTo(409);
        post(job, "cancel").ok();
        Answer deleted =
                calls.send(calls.request("/v1/datasets/" + dataset).DELETE().build());
        assertThat(deleted.status()).isEqualTo(204);
    }

    @Test
    void jobsAreFoundByStatusAndMetadata() {
        String label = java.util.UUID.randomUUID().toString();
        String job = submit(1, ",\"metadata\":{\"run\":\"" + label + "\"}");
        calls.end(job);
        JsonNode found =
                calls.get("/v1/jobs?status=succeeded&metadata.run=" + label).ok();
        assertThat(found.get("data")).hasSize(1);
        assertThat(found.at("/data/0/id").stringValue()).isEqualTo(job);
        assertThat(calls.get("/v1/jobs?status=failed&metadata.run=" + label)
                        .ok()
                        .get("data"))
                .isEmpty();
        assertThat(calls.get("/v1/jobs?status=done").status()).isEqualTo(400);
    }

    @Test
    void validationAloneQueuesNothing() {
        String body = "{\"dataset\":\"%s\",\"target\":\"kind\"}".formatted(dataset);
        JsonNode checked = calls.post("/v1/jobs?validate_only=true", body).ok();
        assertThat(checked.get("task").stringValue()).isEqualTo("classification");
        assertThat(checked.get("epochs").intValue()).isPositive();
    }

    private JsonNode newestCheckpoint(String job, String field) {
        return calls.get("/v1/jobs/" + job + "/checkpoints").ok().at("/data/0" + field);
    }

    private String submit(int epochs, String more) {
        return submit(epochs, BATCH, more);
    }

    private String submit(int epochs, int batch, String more) {
        return calls.submit(
                "{\"dataset\":\"%s\",\"target\":\"kind\",\"epochs\":%d,\"batch_size\":%d,\"early_stopping\":false%s}"
                        .formatted(dataset, epochs, batch, more));
    }

    private Answer post(String job, String command) {
        return calls.post("/v1/jobs/" + job + "/" + command, "{}");
    }

    private static String status(Answer answer) {
        return answer.status() == 409 ? "refused" : answer.ok().get("status").stringValue();
    }

    private static String digest(JsonNode job) {
        assertThat(job.get("status").stringValue()).as(job.toString()).isEqualTo("succeeded");
        return job.at("/result/weights_sha256").stringValue();
    }

    private static void assertConflict(Answer answer, String status) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(409);
        assertThat(answer.json().get("detail").stringValue()).contains(status);
    }

    /** Every epoch has its loss once, in order. */
    private void assertMetricsAreWhole(String job, int epochs) {
        JsonNode losses = calls.get("/v1/jobs/" + job + "/metrics?name=loss&split=train&max_points=1000")
                .ok()
                .get("data");
        assertThat(losses).hasSize(epochs);
        Set<Integer> seen = new HashSet<>();
        losses.forEach(point -> seen.add(point.get("epoch").intValue()));
        assertThat(seen).hasSize(epochs);
        int missing = database.sql("select max(sequence) - count(*) from job_event where job_id = :job")
                .param("job", job)
                .query(Integer.class)
                .single();
        assertThat(missing).isZero();
    }
}
