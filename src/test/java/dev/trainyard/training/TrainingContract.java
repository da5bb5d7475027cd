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
