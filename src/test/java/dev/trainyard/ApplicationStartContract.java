package dev.trainyard;

import static java.util.function.Predicate.isEqual;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.test.web.servlet.client.RestTestClient;

@ApplicationContract
abstract class ApplicationStartContract {
    @Autowired
    RestTestClient client;

    @Test
    void answersThatItIsUp() {
        client.get()
                .uri("/actuator/health")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("UP");
    }

    @Test
    void isAliveAtOnceAndReadyWhenTheKernelsAreCompiled() {
        client.get().uri("/actuator/health/liveness").exchange().expectStatus().isOk();
        await().atMost(Duration.ofMinutes(2)).until(this::readiness, isEqual(HttpStatus.OK));
    }

    private HttpStatusCode readiness() {
        return client.get()
                .uri("/actuator/health/readiness")
                .exchange()
                .returnResult(Void.class)
                .getStatus();
    }

    @Test
    void servesItsDescription() {
        client.get().uri("/v3/api-docs").exchange().expectStatus().isOk();
    }

    @Test
    void showsNoOtherPartOfTheActuator() {
        client.get().uri("/actuator/prometheus").exchange().expectStatus().isOk();
        client.get().uri("/actuator/env").exchange().expectStatus().isNotFound();
    }
}
