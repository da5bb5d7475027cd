package dev.trainyard.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trainyard.TcpProxy;
import dev.trainyard.TestDatabase;
import dev.trainyard.Trainyard;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A PostgreSQL that goes away while the server runs. */
class DatabaseOutageIT {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static TcpProxy proxy;
    private static ConfigurableApplicationContext server;

    @BeforeAll
    static void startBehindAProxy() throws IOException {
        TestDatabase direct = TestDatabase.postgres();
        proxy = TcpProxy.before(direct);
        Stream<String> arguments = Stream.of(proxy.database(direct).arguments());
        server = new SpringApplicationBuilder(Trainyard.class)
                .run(Stream.concat(arguments, Stream.of("--server.port=0")).toArray(String[]::new));
    }

    @AfterAll
    static void stop() throws IOException {
        proxy.set(TcpProxy.Weather.CUT);
        server.close();
        proxy.close();
    }

    @Test
    void answersUnavailableWithinTwoSecondsWhileTheDatabaseIsAwayAndRecovers() throws Exception {
        for (TcpProxy.Weather weather : new TcpProxy.Weather[] {TcpProxy.Weather.CUT, TcpProxy.Weather.BLACK_HOLE}) {
            assertThat(get().statusCode()).isEqualTo(200);
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> get("/actuator/health/readiness").statusCode() == 200);
            proxy.set(weather);
            long start = System.nanoTime();
            HttpResponse<String> answer = get();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(2_500));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(answer.body()).contains("\"code\":\"unavailable\"").doesNotContain("postgres", "jdbc", "SQL");
            assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(503);
            assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);
            proxy.set(TcpProxy.Weather.CUT);
            proxy.set(TcpProxy.Weather.FAIR);
            await().atMost(Duration.ofSeconds(5)).until(() -> get().statusCode() == 200);
        }
    }

    private static HttpResponse<String> get() throws IOException, InterruptedException {
        return get("/v1/models");
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        int port = Integer.parseInt(server.getEnvironment().getRequiredProperty("local.server.port"));
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return CLIENT.send(
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
    }
}
