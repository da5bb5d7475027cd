package dev.trainyard;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
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
    void servesItsDescription() {
        client.get().uri("/v3/api-docs").exchange().expectStatus().isOk();
    }

    @Test
    void showsNoOtherPartOfTheActuator() {
        client.get().uri("/actuator/prometheus").exchange().expectStatus().isOk();
        client.get().uri("/actuator/env").exchange().expectStatus().isNotFound();
    }
}
