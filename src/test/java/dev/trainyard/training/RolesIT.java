package dev.trainyard.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.RestCalls;
import dev.trainyard.RestCalls.Answer;
import dev.trainyard.TestDatabase;
import dev.trainyard.Trainyard;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** One node that answers and one that trains, over one PostgreSQL. */
class RolesIT {
    @Test
    void oneAnswersAndTheOtherTrains() {
        TestDatabase database = TestDatabase.postgres();
        try (ConfigurableApplicationContext api = start(database, "api")) {
            RestCalls calls = calls(api);
            String dataset = calls.upload(Flowers.csv(60));
            String job = calls.submit("{\"dataset\":\"" + dataset + "\",\"target\":\"kind\",\"epochs\":2}");
            JsonNode waiting = calls.get("/v1/jobs/" + job + "?wait=3").ok();
            assertThat(waiting.get("status").stringValue()).isEqualTo("queued");
            assertThat(waiting.get("queue_position").intValue()).isEqualTo(1);
            try (ConfigurableApplicationContext worker = start(database, "worker")) {
                assertThat(calls.end(job).get("status").stringValue()).isEqualTo("succeeded");
                Answer refused = calls(worker).post("/v1/jobs", "{}");
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.json().get("detail").stringValue()).contains("only trains");
                assertThat(calls(worker).get("/v1/jobs/" + job).status()).isEqualTo(503);
                assertThat(calls(worker).get("/actuator/health").status()).isEqualTo(200);
            }
        }
    }

    private static ConfigurableApplicationContext start(TestDatabase database, String role) {
        String[] arguments = Stream.concat(
                        Stream.of(database.arguments()), Stream.of("--server.port=0", "--trainyard.roles=" + role))
                .toArray(String[]::new);
        return new SpringApplicationBuilder(Trainyard.class).run(arguments);
    }

    private static RestCalls calls(ConfigurableApplicationContext node) {
        return new RestCalls(
                URI.create("http://127.0.0.1:" + node.getEnvironment().getRequiredProperty("local.server.port")));
    }
}
