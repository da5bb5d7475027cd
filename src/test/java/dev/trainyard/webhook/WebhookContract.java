package dev.trainyard.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trainyard.ApplicationContract;
import dev.trainyard.RestCalls;
import dev.trainyard.RestCalls.Answer;
import dev.trainyard.webhook.HookReceiver.Message;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a service hears of its jobs, as a real receiver gets it. */
@ApplicationContract
@TestPropertySource(
        properties = {
            "trainyard.admin-key=" + WebhookContract.ADMIN_KEY,
            "trainyard.webhooks.allowed-hosts=127.0.0.1,unresolvable.invalid",
            "trainyard.webhooks.retries=100ms,100ms",
            "trainyard.webhooks.poll=50ms",
            "trainyard.webhooks.timeout=2s",
            "trainyard.webhooks.limit=3"
        })
abstract class WebhookContract {
    static final String ADMIN_KEY = "a key for these tests only";
    private static final Duration SOON = Duration.ofSeconds(20);

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient database;

    @Autowired
    Outbox outbox;

    @Autowired
    TransactionOperations transactions;

    RestCalls calls;
    HookReceiver receiver;

    @BeforeEach
    void listen() throws IOException {
        database.sql("delete from webhook").update();
        database.sql("delete from webhook_delivery").update();
        calls = new RestCalls(URI.create("http://127.0.0.1:" + port));
        receiver = HookReceiver.start();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void tellsOfEveryStatusOfAJobInSignedMessages() throws GeneralSecurityException {
        JsonNode webhook = make(receiver.url("/hooks?token=1"), "");
        String job = job();
        await().atMost(SOON).until(() -> receiver.messages().size() == 3);
        assertThat(receiver.messages())
                .extracting(message -> body(message).get("type").stringValue())
                .containsExactly("job.queued", "job.running", "job.succeeded");
        for (Message message : receiver.messages()) {
            assertThat(message.path()).isEqualTo("/hooks?token=1");
            assertThat(message.header("Content-Type")).isEqualTo("application/json");
            assertThat(body(message).at("/data/job").stringValue()).isEqualTo(job);
            assertThat(body(message).at("/data/metadata/run").stringValue()).isEqualTo("7");
            assertThat(message.header("webhook-signature"))
                    .isEqualTo(signature(webhook.get("secret").stringValue(), message));
        }
    }

    @Test
    void triesAgainUnderTheSameIdUntilTheMessageIsTaken() {
        receiver.willAnswer(500, null);
        receiver.willAnswer(429, null);
        JsonNode webhook = make(receiver.url("/"), "");
        tell("job.failed");
        await().atMost(SOON).until(() -> "delivered".equals(first(webhook, "status")));
        assertThat(receiver.messages()).hasSize(3);
        assertThat(receiver.messages())
                .extracting(message -> message.header("webhook-id"))
                .containsOnly(first(webhook, "event"));
        assertThat(deliveries(webhook).at("/data/0/attempts").intValue()).isEqualTo(3);
        assertThat(deliveries(webhook).at("/data/0/response_status").intValue()).isEqualTo(204);
    }

    @Test
    void givesUpAfterTheLastPauseAndShowsWhy() {
        JsonNode webhook = make("http://unresolvable.invalid/", "");
        tell("job.failed");
        await().atMost(SOON).until(() -> "failed".equals(first(webhook, "status")));
        assertThat(deliveries(webhook).at("/data/0/attempts").intValue()).isEqualTo(3);
        assertThat(first(webhook, "error")).contains("unresolvable.invalid");
    }

    @Test
    void followsNoRedirect() {
        for (int i = 0; i < 3; i++) {
            receiver.willAnswer(302, receiver.url("/elsewhere"));
        }
        JsonNode webhook = make(receiver.url("/here"), "");
        tell("job.failed");
        await().atMost(SOON).until(() -> "failed".equals(first(webhook, "status")));
        assertThat(receiver.messages()).extracting(Message::path).containsOnly("/here");
        assertThat(first(webhook, "error")).contains("302");
    }

    @Test
    void messageIsSentAgainIfItsSenderDied() {
        JsonNode webhook = make(receiver.url("/"), "");
        database.sql("""
            insert into webhook_delivery (id, webhook_id, tenant, event_id, type, payload, status, attempts, next_attempt_at, created_at)
            values ('dlv_dead', :webhook, 'local', 'evt_dead', 'job.failed', '{}', 'pending', 1,
                current_timestamp - interval '1' second, current_timestamp)\
            """).param("webhook", webhook.get("id").stringValue()).update();
        await().atMost(SOON).until(() -> "delivered".equals(first(webhook, "status")));
        assertThat(receiver.messages()).hasSize(1);
        assertThat(receiver.messages().getFirst().header("webhook-id")).isEqualTo("evt_dead");
    }

    @Test
    void whatIsRolledBackIsNotTold() {
        JsonNode webhook = make(receiver.url("/"), "");
        transactions.executeWithoutResult(status -> {
            outbox.tell("local", "job.failed", Map::of);
            status.setRollbackOnly();
        });
        tell("job.paused");
        await().atMost(SOON).until(() -> !receiver.messages().isEmpty());
        assertThat(deliveries(webhook).get("data")).hasSize(1);
        assertThat(first(webhook, "type")).isEqualTo("job.paused");
    }

    @Test
    void tellsEachWebhookOfWhatItWantsAndOfItsTenantOnly() {
        JsonNode picky = make(receiver.url("/picky"), ",\"events\":[\"job.failed\"]");
        JsonNode deleted = make(receiver.url("/deleted"), "");
        assertThat(calls.send(calls.request("/v1/webhooks/" + id(deleted))
                                .DELETE()
                                .build())
                        .status())
                .isEqualTo(204);
        tell("job.queued");
        transactions.executeWithoutResult(_ -> outbox.tell("other", "job.failed", Map::of));
        tell("job.failed");
        await().atMost(SOON).until(() -> "delivered".equals(first(picky, "status")));
        assertThat(receiver.messages()).hasSize(1);
        assertThat(receiver.messages().getFirst().path()).isEqualTo("/picky");
        assertThat(calls.get("/v1/webhooks/" + id(deleted)).status()).isEqualTo(404);
    }

    @Test
    void slowReceiverHoldsUpNobodyElse() {
        try (SilentReceiver silent = SilentReceiver.start()) {
            JsonNode slow = make("http://127.0.0.1:" + silent.port() + "/", "");
            make(receiver.url("/"), "");
            List.of("job.queued", "job.running", "job.failed").forEach(this::tell);
            await().atMost(SOON).until(() -> receiver.messages().size() == 3);
            await().atMost(SOON).until(() -> !first(slow, "error").isEmpty());
            assertThat(first(slow, "error")).contains("within 2 s");
        }
    }

    @Test
    void secretIsShownOnce() {
        String body = "{\"url\":\"" + receiver.url("/") + "\"}";
        String key = UUID.randomUUID().toString();
        JsonNode made = post(body, key).ok();
        assertThat(made.get("secret").stringValue()).matches("whsec_[A-Za-z0-9+/]{43}=");
        JsonNode again = post(body, key).ok();
        assertThat(id(again)).isEqualTo(id(made));
        assertThat(again.has("secret")).isFalse();
        assertThat(calls.get("/v1/webhooks").ok().get("data")).hasSize(1);
        assertThat(calls.get("/v1/webhooks").text()).doesNotContain("whsec_");
        assertThat(calls.get("/v1/webhooks/" + id(made)).text()).doesNotContain("whsec_");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        http://example.com/ | must begin with https://
        ftp://127.0.0.1/ | must begin with https://
        https://localhost/ | must not lead to this server
        https://10.1.2.3/ | must not lead to this server
        https://[::1]:8443/ | must not lead to this server
        https://[::ffff:192.168.0.1]/ | must not lead to this server
        https://2130706433/ | must
        https://169.254.169.254/latest/meta-data | must not lead to this server
        https://user@example.com/ | must have a host, and neither a user
        https:///path | must
        https://example.com/a b | must be an address
        https://example.com:70000/ | must have a port
        hooks | must have a host
        """)
    void refusesAddressesThatItWouldNotCall(String url, String reason) {
        Answer refused = calls.post("/v1/webhooks", "{\"url\":\"" + url + "\"}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().get("code").stringValue()).isEqualTo("invalid_value");
        assertThat(refused.json().at("/errors/0/pointer").stringValue()).isEqualTo("/url");
        assertThat(refused.json().at("/errors/0/detail").stringValue()).contains(reason);
    }

    @Test
    void refusesEventsThatThereAreNot() {
        Answer refused = calls.post(
                "/v1/webhooks", "{\"url\":\"https://example.com\",\"events\":[\"job.failed\",\"job.lost\"]}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/errors/0/pointer").stringValue()).isEqualTo("/events/1");
        assertThat(refused.json().at("/errors/0/detail").stringValue()).contains("job.succeeded");
    }

    @Test
    void tenantHasOnlySoMany() {
        for (int i = 0; i < 3; i++) {
            make(receiver.url("/" + i), "");
        }
        assertThat(calls.post("/v1/webhooks", "{\"url\":\"" + receiver.url("/3") + "\"}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void keysReachTheirTenantAndTheirScope() {
        JsonNode mine = make(receiver.url("/"), "");
        String reader = key("\"read\"");
        assertThat(as(reader, "GET", "/v1/webhooks", "").ok().get("data")).isEmpty();
        assertThat(as(reader, "GET", "/v1/webhooks/" + id(mine), "").status()).isEqualTo(404);
        assertThat(as(reader, "GET", "/v1/webhooks/" + id(mine) + "/deliveries", "")
                        .status())
                .isEqualTo(404);
        String body = "{\"url\":\"" + receiver.url("/") + "\"}";
        assertThat(as(reader, "POST", "/v1/webhooks", body).status()).isEqualTo(403);
        String writer = key("\"read\",\"submit\"");
        assertThat(as(writer, "DELETE", "/v1/webhooks/" + id(mine), "").status())
                .isEqualTo(404);
        assertThat(as(writer, "POST", "/v1/webhooks", body).status()).isEqualTo(201);
    }

    private String key(String scopes) {
        return as(ADMIN_KEY, "POST", "/v1/keys", "{\"tenant\":\"other\",\"scopes\":[" + scopes + "]}")
                .ok()
                .get("key")
                .stringValue();
    }

    private Answer as(String key, String method, String path, String body) {
        return calls.send(calls.request(path)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .method(method, java.net.http.HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private Answer post(String body, String key) {
        return calls.send(calls.request("/v1/webhooks")
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private JsonNode make(String url, String more) {
        return calls.post("/v1/webhooks", "{\"url\":\"" + url + "\"" + more + "}")
                .ok();
    }

    private void tell(String type) {
        transactions.executeWithoutResult(_ -> outbox.tell("local", type, () -> Map.of("job", "job_1")));
    }

    private String job() {
        String dataset = calls.upload("a,kind\n1,x\n2,y\n3,x\n4,y\n5,x\n6,y\n7,x\n8,y\n9,x\n10,y\n");
        return calls.submit(
                "{\"dataset\":\"" + dataset + "\",\"target\":\"kind\",\"epochs\":2,\"metadata\":{\"run\":\"7\"}}");
    }

    private JsonNode deliveries(JsonNode webhook) {
        return calls.get("/v1/webhooks/" + id(webhook) + "/deliveries").ok();
    }

    /** A field of the newest delivery, or an empty text. */
    private String first(JsonNode webhook, String field) {
        return deliveries(webhook).at("/data/0/" + field).asString("");
    }

    private static String id(JsonNode json) {
        return json.get("id").stringValue();
    }

    private static JsonNode body(Message message) {
        return JsonMapper.shared().readTree(message.body());
    }

    /** As a receiver computes it. */
    private static String signature(String secret, Message message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        String signed = message.header("webhook-id") + "." + message.header("webhook-timestamp") + "." + message.body();
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }
}
