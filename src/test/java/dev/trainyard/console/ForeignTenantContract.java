package dev.trainyard.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.ApplicationContract;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whatever operation the description has on an id: to another tenant that id does not exist. */
@ApplicationContract
@TestPropertySource(properties = "trainyard.admin-key=" + ApiExamplesContract.ADMIN_KEY)
abstract class ForeignTenantContract {
    private static final String CSV = "height,kind\n" + "1.5,tall\n0.2,small\n1.7,tall\n0.3,small\n".repeat(10);

    @Autowired
    RestTestClient client;

    private final ApiSpecification specification = ApiSpecification.read();

    @Test
    void anothersIdIsAsUnknownAsOneThatNeverWas() {
        String owner = key("owner");
        String stranger = key("stranger");
        Map<String, String> ids = belongings(owner);
        String dataset = upload(stranger);
        specification.operations().forEach((operation, described) -> {
            String resource = operation.replaceFirst("^[A-Z]+ /v1/", "").replaceFirst("/.*", "");
            if (operation.contains("{id}") && ids.containsKey(resource)) {
                String id = Objects.requireNonNull(ids.get(resource));
                String absent = id.substring(0, id.length() - 4) + "zzzz";
                Reply reply = call(stranger, operation, described, id, dataset);
                assertThat(reply.status()).as(operation + ": " + reply.body()).isEqualTo(404);
                assertThat(reply.body().replace(id, absent))
                        .as(operation)
                        .isEqualTo(call(stranger, operation, described, absent, dataset)
                                .body());
            }
        });
        ids.forEach((resource, id) -> assertThat(send(request(owner, HttpMethod.GET, "/v1/" + resource + "/" + id))
                        .status())
                .as(resource)
                .isEqualTo(200));
    }

    @Test
    void anothersThingsAreInNoListAndInNoJob() {
        String stranger = key("stranger");
        Map<String, String> ids = belongings(key("owner"));
        ids.forEach(
                (resource, id) -> assertThat(send(request(stranger, HttpMethod.GET, "/v1/" + resource + "?limit=100"))
                                .body())
                        .as(resource)
                        .doesNotContain(id));
        String dataset = upload(stranger);
        String job = "{\"dataset\":\"%s\",\"target\":\"kind\",\"model\":\"%s\"}";
        Reply foreignData = post(stranger, "/v1/jobs", job.formatted(ids.get("datasets"), "mdl_none"));
        assertThat(foreignData.status()).as(foreignData.body()).isIn(404, 422);
        Reply foreignModel = post(stranger, "/v1/jobs", job.formatted(dataset, ids.get("models")));
        assertThat(foreignModel.status()).as(foreignModel.body()).isIn(404, 422);
    }

    /** One of everything that has an id, by the name of its resource. */
    private Map<String, String> belongings(String owner) {
        Map<String, String> ids = new HashMap<>();
        String dataset = upload(owner);
        ids.put("datasets", dataset);
        ids.put("models", make(json(owner, "/v1/models", "{\"layers\":[{\"type\":\"dense\",\"units\":3}]}")));
        ids.put(
                "jobs",
                make(json(
                        owner,
                        "/v1/jobs?wait=60",
                        "{\"dataset\":\"%s\",\"target\":\"kind\",\"epochs\":1}".formatted(dataset))));
        ids.put("webhooks", make(json(owner, "/v1/webhooks", "{\"url\":\"https://hooks.example.com/trainyard\"}")));
        return ids;
    }

    /** Calls with the description's own example, which leads to data that the caller may use. */
    private Reply call(String key, String operation, JsonNode described, String id, String dataset) {
        String[] methodAndPath = operation.split(" ");
        String path = methodAndPath[1].replace("{id}", id).replace("{checkpoint}", "ckpt_0");
        var request = request(key, HttpMethod.valueOf(methodAndPath[0]), path);
        JsonNode examples = described.at("/requestBody/content/application~1json/examples");
        if (examples.isEmpty()) {
            return send(request);
        }
        ObjectNode body = (ObjectNode) examples.iterator().next().get("value").deepCopy();
        if (body.has("dataset")) {
            body.put("dataset", dataset);
        }
        return send(request.contentType(MediaType.APPLICATION_JSON).body(body.toString()));
    }

    private String upload(String key) {
        return make(request(key, HttpMethod.POST, "/v1/datasets")
                .contentType(MediaType.valueOf("text/csv"))
                .body(CSV));
    }

    private String key(String tenant) {
        String body = "{\"tenant\":\"%s\",\"scopes\":[\"read\",\"submit\",\"predict\"]}".formatted(tenant);
        return answer(json(ApiExamplesContract.ADMIN_KEY, "/v1/keys", body))
                .get("key")
                .stringValue();
    }

    private String make(RestTestClient.RequestHeadersSpec<?> request) {
        return answer(request).get("id").stringValue();
    }

    private static JsonNode answer(RestTestClient.RequestHeadersSpec<?> request) {
        return Objects.requireNonNull(request.exchange()
                .expectStatus()
                .is2xxSuccessful()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
    }

    private Reply post(String key, String path, String body) {
        return send(json(key, path, body));
    }

    private RestTestClient.RequestHeadersSpec<?> json(String key, String path, String body) {
        return request(key, HttpMethod.POST, path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }

    private RestTestClient.RequestBodySpec request(String key, HttpMethod method, String path) {
        return client.method(method).uri(path).header(HttpHeaders.AUTHORIZATION, "Bearer " + key);
    }

    private static Reply send(RestTestClient.RequestHeadersSpec<?> request) {
        EntityExchangeResult<byte[]> result = request.exchange().expectBody().returnResult();
        byte[] body = Objects.requireNonNullElse(result.getResponseBody(), new byte[0]);
        return new Reply(result.getStatus().value(), new String(body, StandardCharsets.UTF_8));
    }

    private record Reply(int status, String body) {}
}
