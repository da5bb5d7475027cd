package dev.trainyard.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trainyard.OnH2;
import dev.trainyard.RestCalls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Clients that begin requests and do not go on. */
@OnH2
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"server.tomcat.connection-timeout=6s", "trainyard.dataset.upload-patience=3s"})
class SlowClientsIT {
    /** More than there are connections to the database. */
    private static final int CLIENTS = 60;

    @LocalServerPort
    int port;

    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void hangUp() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void silentOnesAreHungUpOn() throws IOException {
        for (int i = 0; i < CLIENTS; i++) {
            begin("GET /v1/models HTTP/1.1\r\nHost: local");
        }
        for (Socket socket : sockets) {
            socket.setSoTimeout(20_000);
            socket.getInputStream().readAllBytes();
        }
    }

    @Test
    void halfUploadsHoldUpUploadsOfTheirTenantOnlyAndNotForLong() throws IOException {
        RestCalls calls = new RestCalls(URI.create("http://127.0.0.1:" + port));
        calls.get("/v1/datasets").ok();
        for (int i = 0; i < CLIENTS; i++) {
            begin("""
                POST /v1/datasets HTTP/1.1\r
                Host: localhost\r
                Content-Type: text/csv\r
                Content-Length: 1000\r
                \r
                a,b
                """);
        }
        long began = System.nanoTime();
        calls.get("/v1/datasets").ok();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        byte[] csv = "x,y\n1,2\n3,4\n".getBytes(StandardCharsets.UTF_8);
        await().atMost(Duration.ofSeconds(15))
                .until(() -> calls.post("/v1/datasets", "text/csv", csv).status() == 201);
    }

    @Test
    void clientsThatSendAByteNowAndThenLoseTheirPlaces() throws IOException {
        RestCalls calls = new RestCalls(URI.create("http://127.0.0.1:" + port));
        for (int i = 0; i < CLIENTS; i++) {
            begin("""
                POST /v1/datasets HTTP/1.1\r
                Host: localhost\r
                Content-Type: text/csv\r
                Content-Length: 100000\r
                \r
                a,b
                """);
        }
        byte[] csv = "x,y\n1,2\n3,4\n".getBytes(StandardCharsets.UTF_8);
        await().pollInterval(Duration.ofMillis(500))
                .atMost(Duration.ofSeconds(30))
                .until(() -> {
                    drip();
                    return calls.post("/v1/datasets", "text/csv", csv).status() == 201;
                });
        StringBuilder answers = new StringBuilder();
        for (Socket socket : sockets) {
            socket.setSoTimeout(20_000);
            answers.append(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
        assertThat(answers).contains("request_timeout");
    }

    /** Keeps each client from falling silent. */
    private void drip() {
        for (Socket socket : sockets) {
            try {
                socket.getOutputStream().write('1');
            } catch (IOException _) {
                // The server has hung up on this one.
            }
        }
    }

    private void begin(String request) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        sockets.add(socket);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }
}
