package dev.trainyard.grafana;

import dev.trainyard.RestCalls;
import dev.trainyard.TestDatabase;
import dev.trainyard.Trainyard;
import java.net.URI;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole application in this JVM, on a port of its own, with an operator's key as in a container. */
record Service(ConfigurableApplicationContext context, URI base) implements AutoCloseable {
    static final String KEY = "operator-of-the-dashboards";

    static Service start(TestDatabase database) {
        String[] arguments = Stream.concat(
                        Stream.of(database.arguments()),
                        Stream.of("--server.port=0", "--trainyard.admin-key=" + KEY, "--trainyard.threads=1"))
                .toArray(String[]::new);
        ConfigurableApplicationContext context = new SpringApplicationBuilder(Trainyard.class).run(arguments);
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        return new Service(context, URI.create("http://127.0.0.1:" + port));
    }

    RestCalls calls() {
        return new RestCalls(base);
    }

    @Override
    public void close() {
        context.close();
    }
}
