package dev.trainyard;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.net.URI;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A server outlives the connections that it began with. */
@ApplicationContract
abstract class ConnectionTurnoverContract {
    @LocalServerPort
    int port;

    @Autowired
    HikariDataSource pool;

    @Test
    void takesJobsWhenEveryFirstConnectionIsGone() {
        HikariPoolMXBean connections = Objects.requireNonNull(pool.getHikariPoolMXBean());
        connections.softEvictConnections();
        RestCalls calls = new RestCalls(URI.create("http://localhost:" + port));
        String dataset = calls.upload("a,b,kind\n1,2,x\n2,1,y\n1,3,x\n3,1,y\n");
        String job = calls.submit("{\"dataset\": \"%s\", \"target\": \"kind\", \"epochs\": 2}".formatted(dataset));
        assertThat(calls.end(job).get("status").stringValue()).isEqualTo("succeeded");
    }
}
