package dev.trainyard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Where others than this machine can reach a server, it starts only with an admin key, and then asks for one. */
class OpenDoorIT {
    @Test
    void refusesToListenWhereStrangersCouldComeWithoutAKey() {
        assertThatThrownBy(() -> NodeProcess.start(TestDatabase.h2(), NodeProcess.QUICK, "-Dserver.address=0.0.0.0"))
                .hasMessageContaining("without an admin key")
                .hasMessageContaining("trainyard.admin-key");
    }

    @Test
    void listensEverywhereWithAnAdminKeyAndAsksForIt() {
        String[] options = {
            NodeProcess.QUICK, "-Dserver.address=0.0.0.0", "-Dtrainyard.admin-key=a key for this test only"
        };
        try (NodeProcess node = NodeProcess.start(TestDatabase.h2(), options)) {
            RestCalls calls = node.calls();
            assertThat(calls.get("/v1/jobs").status()).isEqualTo(401);
            assertThat(calls.send(calls.request("/v1/jobs")
                                    .header("X-API-Key", "a key for this test only")
                                    .build())
                            .status())
                    .isEqualTo(200);
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> calls.get("/actuator/health").status() == 200);
        }
    }
}
