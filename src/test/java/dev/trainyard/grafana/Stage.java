package dev.trainyard.grafana;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.trainyard.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is to draw, once for all tests of this JVM: a service on PostgreSQL with the role that dashboards read as, Prometheus
 * watching it where that is installed, the demo's two jobs, and one that diverged.
 *
 * @param demo what the demo printed
 * @param jobs one that learned, one whose gradient vanished, one that diverged
 */
record Stage(Reader reader, Service service, @Nullable PrometheusProcess prometheus, String demo, List<String> jobs) {
    /** It, or the reason why not on this machine. */
    static Stage shared() {
        assumeTrue(Reader.possible(), "needs psql (Debian's postgresql-client)");
        return Shared.STAGE;
    }

    private static final class Shared {
        static final Stage STAGE = set();
    }

    private static Stage set() {
        TestDatabase database = TestDatabase.postgres();
        Reader reader = Reader.of(database);
        Service service = Service.start(database);
        PrometheusProcess prometheus =
                PrometheusProcess.installed() ? PrometheusProcess.start(service.base(), Service.KEY) : null;
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            if (prometheus != null) {
                prometheus.close();
            }
            service.close();
        }));
        String demo = Demo.run(service);
        List<String> jobs = new ArrayList<>(Demo.jobs(demo));
        jobs.add(diverging(service, jobs.getFirst()));
        jobs.forEach(job -> service.calls().end(job));
        return new Stage(reader, service, prometheus, demo, List.copyOf(jobs));
    }

    private static String diverging(Service service, String other) {
        String dataset =
                service.calls().get("/v1/jobs/" + other).ok().get("dataset").stringValue();
        return service.calls().submit("""
            {"dataset": "%s", "target": "diagnosis", "epochs": 5, "optimizer": {"type": "sgd", "learning_rate": 1e30},
             "model": {"layers": [{"type": "dense", "units": 8, "activation": "relu"}]}, "gradient_clipping": false,
             "metadata": {"name": "too fast"}}\
            """.formatted(dataset));
    }
}
