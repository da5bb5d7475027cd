package dev.trainyard.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trainyard.ApplicationContract;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Walks through the interface with the examples of its description, and holds every answer against its schema. */
@ApplicationContract
@TestPropertySource(properties = "trainyard.admin-key=" + ApiExamplesContract.ADMIN_KEY)
abstract class ApiExamplesContract {
    static final String ADMIN_KEY = "a key for these tests only";

    @Autowired
    RestTestClient client;

    private final ApiSpecification specification = ApiSpecification.read();
    private final Set<String> walked = new TreeSet<>();

    @Test
    void answersEveryOperationAsDescribed() {
        models();
        keys();
        JsonNode webhook = webhooks();
        String dataset = datasets();
        inspections(dataset);
        String job = jobs(dataset);
        results(job, dataset);
        told(webhook);
        control(dataset);
        deleted(dataset);
        service();
        assertThat(walked).isEqualTo(specification.operations().keySet());
    }

    private void models() {
        JsonNode model = send("POST /v1/models", "", example("POST /v1/models", "simple"), 201);
        send("POST /v1/models", "", example("POST /v1/models", "residual"), 201);
        send("GET /v1/models", "?limit=1", 200);
        send("GET /v1/models/{id}", id(model), 200);
        send("DELETE /v1/models/{id}", id(model), 204);
        send("GET /v1/models/{id}", id(model), 404);
        send(
                "POST /v1/models",
                "",
                json("{\"layers\": [{\"type\": \"dense\", \"units\": 1000000000}], \"input_shape\": [1000000]}"),
                422);
        send("POST /v1/models", "", json("{\"layer\": []}"), 400);
        send("GET /v1/models", "?limit=1000", 400);
    }

    private void keys() {
        JsonNode key = send("POST /v1/keys", "", example("POST /v1/keys", "ci"), 201);
        send("GET /v1/keys", "?tenant=acme", 200);
        send("DELETE /v1/keys/{id}", id(key), 204);
    }

    private JsonNode webhooks() {
        JsonNode webhook = send("POST /v1/webhooks", "", example("POST /v1/webhooks", "ends"), 201);
        send("POST /v1/webhooks", "", json("{\"url\": \"https://127.0.0.1/\"}"), 422);
        send("GET /v1/webhooks", "", 200);
        send("GET /v1/webhooks/{id}", id(webhook), 200);
        return webhook;
    }

    private void told(JsonNode webhook) {
        JsonNode deliveries = send("GET /v1/webhooks/{id}/deliveries", id(webhook), 200);
        assertThat(deliveries.at("/data/0/type").stringValue()).isEqualTo("job.succeeded");
        send("DELETE /v1/webhooks/{id}", id(webhook), 204);
    }

    private String datasets() {
        String csv = example("POST /v1/datasets", "plants", "text~1csv").stringValue();
        JsonNode dataset = check(
                "POST /v1/datasets",
                201,
                request("POST /v1/datasets", "?name=plants")
                        .contentType(MediaType.parseMediaType("text/csv"))
                        .body(csv));
        send("GET /v1/datasets", "", 200);
        send("GET /v1/datasets/{id}", id(dataset), 200);
        send("GET /v1/datasets/{id}/rows", id(dataset), 200);
        send("GET /v1/datasets/{id}/content", id(dataset), 200);
        return id(dataset);
    }

    private void inspections(String dataset) {
        JsonNode small = json("{\"layers\": [{\"type\": \"dense\", \"units\": 8, \"activation\": \"tanh\"}]}");
        String model = id(send("POST /v1/models", "", small, 201));
        for (String what : List.of("preflight", "gradient-check", "trace")) {
            String operation = "POST /v1/models/{id}/" + what;
            ObjectNode body = (ObjectNode) example(operation, "simple");
            send(operation, model, body.put("dataset", dataset), 200);
            send(operation, model, body.put("target", "no such column"), 422);
        }
    }

    private String jobs(String dataset) {
        ObjectNode simple = (ObjectNode) example("POST /v1/jobs", "simple");
        simple.put("dataset", dataset).put("epochs", 2);
        send("POST /v1/jobs", "?validate_only=true", simple, 200);
        ObjectNode detailed = (ObjectNode) example("POST /v1/jobs", "detailed");
        detailed.put("dataset", dataset);
        JsonNode job = send("POST /v1/jobs", "?wait=60", detailed, 200);
        assertThat(job.get("status").stringValue()).isEqualTo("succeeded");
        send("GET /v1/jobs", "?status=succeeded&metadata.experiment=first", 200);
        send("GET /v1/jobs/{id}", id(job), 200);
        JsonNode formed = check(
                "POST /v1/jobs",
                202,
                request("POST /v1/jobs", "")
                        .contentType(MediaType.MULTIPART_FORM_DATA)
                        .body(form()));
        send("GET /v1/jobs/{id}", id(formed) + "?wait=60", 200);
        return id(job);
    }

    private MultiValueMap<String, Object> form() {
        byte[] csv = example("POST /v1/datasets", "plants", "text~1csv")
                .stringValue()
                .getBytes(StandardCharsets.UTF_8);
        MultiValueMap<String, Object> form = new LinkedMultiValueMap<>();
        form.add("file", new ByteArrayResource(csv) {
            @Override
            public String getFilename() {
                return "plants.csv";
            }
        });
        form.add("target", "kind");
        form.add("config", "{\"epochs\": 2}");
        return form;
    }

    private void results(String job, String dataset) {
        send("GET /v1/jobs/{id}/events", job, 200);
        String stream = text("GET /v1/jobs/{id}/events", job, MediaType.TEXT_EVENT_STREAM_VALUE);
        assertThat(stream).contains("event: status", "\"status\":\"succeeded\"");
        send("GET /v1/jobs/{id}/metrics", job, 200);
        assertThat(text("GET /v1/jobs/{id}/metrics", job, "text/csv")).startsWith("name,split,epoch,step,value,time");
        send("GET /v1/metrics", "?jobs=" + job + "&name=loss", 200);
        send("GET /v1/metrics", "?jobs=" + job + ",job_unknown", 404);
        assertThat(text("GET /v1/metrics", "?jobs=" + job, "text/csv")).startsWith("job,name,split,epoch");
        send("GET /v1/jobs/{id}/layers", job, 200);
        send("GET /v1/jobs/{id}/findings", job, 200);
        JsonNode checkpoints = send("GET /v1/jobs/{id}/checkpoints", job, 200);
        send(
                "GET /v1/jobs/{id}/checkpoints/{checkpoint}",
                job + "/checkpoints/" + id(checkpoints.get("data").get(0)),
                200);
        send("GET /v1/jobs/{id}/weights", job, 200);
        send("GET /v1/jobs/{id}/weights", job + "?format=onnx", 200);
        send("POST /v1/jobs/{id}/verify", job, 200);
        String predict = "POST /v1/jobs/{id}/predictions";
        send(predict, job, example(predict, "plants"), 200);
        check(
                predict,
                200,
                request(predict, job)
                        .contentType(MediaType.parseMediaType("text/csv"))
                        .body(example(predict, "plants", "text~1csv").stringValue()));
        send("POST /v1/jobs/{id}/evaluations", job, json("{\"dataset\": \"" + dataset + "\"}"), 200);
        send("POST /v1/jobs/{id}/cancel", job, 409);
    }

    private void control(String dataset) {
        JsonNode job = send(
                "POST /v1/jobs",
                "",
                json("{\"dataset\": \"" + dataset
                        + "\", \"target\": \"kind\", \"epochs\": 1000000, \"early_stopping\": false}"),
                202);
        send("PATCH /v1/jobs/{id}", id(job), example("PATCH /v1/jobs/{id}", "urgent"), 200);
        awaitStatus(job, "running");
        send("POST /v1/jobs/{id}/pause", id(job), 200);
        awaitStatus(job, "paused");
        send("POST /v1/jobs/{id}/resume", id(job), 200);
        send("DELETE /v1/datasets/{id}", dataset, 409);
        send("POST /v1/jobs/{id}/cancel", id(job), 200);
        JsonNode ended = send("GET /v1/jobs/{id}", id(job) + "?wait=30", 200);
        assertThat(ended.get("status").stringValue()).isEqualTo("cancelled");
    }

    private void awaitStatus(JsonNode job, String status) {
        await().until(() -> send("GET /v1/jobs/{id}", id(job), 200)
                .get("status")
                .stringValue()
                .equals(status));
    }

    private void deleted(String dataset) {
        send("DELETE /v1/datasets/{id}", dataset, 204);
        send("GET /v1/datasets/{id}", dataset, 404);
    }

    private void service() {
        send("GET /actuator/health", "", 200);
        send("GET /actuator/prometheus", "", 200);
        send("GET /v3/api-docs", "", 200);
        send("GET /v3/api-docs.yaml", "", 200);
    }

    private JsonNode example(String operation, String name) {
        return example(operation, name, "application~1json");
    }

    private JsonNode example(String operation, String name, String type) {
        JsonNode described = Objects.requireNonNull(specification.operations().get(operation));
        return described
                .at("/requestBody/content/" + type + "/examples/" + name + "/value")
                .deepCopy();
    }

    private JsonNode send(String operation, String where, int status) {
        return check(operation, status, request(operation, where));
    }

    private JsonNode send(String operation, String where, JsonNode body, int status) {
        return check(
                operation,
                status,
                request(operation, where)
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(body.toString()));
    }

    private String text(String operation, String id, String accept) {
        return Objects.requireNonNull(request(operation, id)
                .accept(MediaType.parseMediaType(accept))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    /** @param where an id with what follows it, or a query */
    private RestTestClient.RequestBodySpec request(String operation, String where) {
        String[] methodAndPath = operation.split(" ");
        String path = methodAndPath[1];
        if (path.contains("{")) {
            String[] idAndQuery = where.split("(?=\\?)", 2);
            String id = idAndQuery[0].contains("/checkpoints/") ? idAndQuery[0].split("/")[0] : idAndQuery[0];
            String checkpoint = idAndQuery[0].substring(idAndQuery[0].lastIndexOf('/') + 1);
            path = path.replace("{id}", id).replace("{checkpoint}", checkpoint)
                    + (idAndQuery.length > 1 ? idAndQuery[1] : "");
        } else {
            path += where;
        }
        return client.method(HttpMethod.valueOf(methodAndPath[0]))
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + ADMIN_KEY);
    }

    private JsonNode check(String operation, int status, RestTestClient.RequestHeadersSpec<?> request) {
        walked.add(operation);
        EntityExchangeResult<byte[]> result = request.exchange().expectBody().returnResult();
        byte[] body = Objects.requireNonNullElse(result.getResponseBody(), new byte[0]);
        assertThat(result.getStatus().value())
                .as(operation + ": " + new String(body, 0, Math.min(body.length, 500), StandardCharsets.UTF_8))
                .isEqualTo(status);
        JsonNode described = specification.answer(operation, status).get("content");
        if (described == null) {
            assertThat(body).isEmpty();
            return json("{}");
        }
        MediaType type = Objects.requireNonNull(result.getResponseHeaders().getContentType());
        String plain = type.getType() + "/" + type.getSubtype();
        assertThat(described.has(plain)).as(operation + " answers " + plain).isTrue();
        if (!plain.endsWith("json")) {
            return json("{}");
        }
        JsonNode answer = JsonMapper.shared().readTree(body);
        specification.check(operation, described.get(plain).get("schema"), answer);
        return answer;
    }

    private static String id(JsonNode json) {
        return json.get("id").stringValue();
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
