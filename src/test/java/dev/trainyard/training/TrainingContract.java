package dev.trainyard.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.ApplicationContract;
import dev.trainyard.RestCalls;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A job from its submission to its model, over HTTP. */
@ApplicationContract
abstract class TrainingContract {
    @LocalServerPort
    int port;

    RestCalls calls;

    @BeforeEach
    void connect() {
        calls = new RestCalls(URI.create("http://127.0.0.1:" + port));
    }

    @Test
    void trainsWithNothingButADatasetAndATarget() {
        String dataset = calls.upload(Flowers.csv(150));
        JsonNode job = calls.end(calls.submit("{\"dataset\":\"%s\",\"target\":\"kind\"}".formatted(dataset)));
        assertThat(job.get("status").stringValue()).as(job.toString()).isEqualTo("succeeded");
        assertThat(job.at("/metrics/latest/train/accuracy").doubleValue())
                .as(job.toString())
                .isGreaterThan(0.9);
        assertThat(job.at("/result/weights_sha256").stringValue()).hasSize(64);
        assertThat(job.at("/progress/fraction").doubleValue()).isEqualTo(1);
        String weights = "/v1/jobs/" + job.get("id").stringValue() + "/weights";
        assertThat(calls.get(weights).status()).isEqualTo(200);
        assertThat(calls.get(weights + "?format=onnx").type()).isEqualTo("application/vnd.onnx");
    }

    @Test
    void comparesTheCurvesOfSeveralJobs() {
        String body =
                "{\"dataset\":\"%s\",\"target\":\"kind\",\"epochs\":4,\"batch_size\":20,\"seed\":%d,\"early_stopping\":false}";
        String dataset = calls.upload(Flowers.csv(90));
        String first = calls.submit(body.formatted(dataset, 1));
        String second = calls.submit(body.formatted(dataset, 2));
        calls.end(first);
        calls.end(second);
        String query = "/v1/metrics?jobs=" + second + "," + first + "&name=loss&split=validation";
        JsonNode points = calls.get(query).ok().get("data");
        assertThat(points).hasSize(8);
        assertThat(points.get(0).get("job").stringValue()).isEqualTo(second);
        assertThat(points.get(7).get("job").stringValue()).isEqualTo(first);
        assertThat(points.get(7).get("epoch").intValue()).isEqualTo(4);
        assertThat(points.get(7).get("samples").longValue())
                .isEqualTo(4 * points.get(4).get("samples").longValue());
        assertThat(calls.get("/v1/metrics?jobs=" + first + ",job_00000000000000000000000000")
                        .status())
                .isEqualTo(404);
        assertThat(calls.get("/v1/metrics").status()).isEqualTo(400);
        assertThat(calls.get("/v1/metrics?jobs=" + "x,".repeat(20) + "y,z").status())
                .isEqualTo(404);
        String many = String.join(
                ",",
                java.util.stream.IntStream.range(0, 21).mapToObj(i -> "j" + i).toList());
        assertThat(calls.get("/v1/metrics?jobs=" + many).status()).isEqualTo(400);
    }

    @Test
    void uploadsAndTrainsInOneCall() {
        String form =
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.csv\"\r\n\r\n" + Flowers.csv(60)
                        + "\r\n--b\r\nContent-Disposition: form-data; name=\"target\"\r\n\r\nkind\r\n--b\r\n"
                        + "Content-Disposition: form-data; name=\"config\"\r\n\r\n{\"epochs\":3}\r\n--b--\r\n";
        var answer = calls.post(
                "/v1/jobs?wait=60",
                "multipart/form-data; boundary=b",
                form.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().get("status").stringValue()).as(answer.text()).isEqualTo("succeeded");
        assertThat(answer.json().at("/progress/epoch").intValue()).isEqualTo(3);
    }
}
