package dev.trainyard.rig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.NodeProcess;
import dev.trainyard.RestCalls;
import dev.trainyard.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the machinery around a training costs: many jobs that have next to nothing to train. */
@EnabledIfSystemProperty(named = Scale.PROPERTY, matches = Scale.LONG)
class ThroughputIT {
    @ParameterizedTest
    @EnumSource
    void tinyJobsPerMinute(StatementKillIT.Database kind) throws Exception {
        int jobs = Scale.of("tiny", 100, 1000);
        TestDatabase database = kind.create();
        try (NodeProcess node = NodeProcess.start(database, "-Xmx512m")) {
            RestCalls calls = node.calls();
            String dataset = calls.upload(Path.of("src/test/resources/data/iris.csv"), "text/csv");
            String body = "{\"dataset\":\"" + dataset
                    + "\",\"target\":\"species\",\"epochs\":20,\"threads\":1,\"early_stopping\":false}";
            long began = System.nanoTime();
            for (String job : submitted(calls, body, jobs)) {
                assertThat(calls.end(job).get("status").stringValue()).isEqualTo("succeeded");
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            FaultTable.add(
                    "(none) tiny jobs, " + kind, 1, jobs, 0, 0, "-", "%.0f per minute".formatted(jobs / seconds * 60));
        }
    }

    private static List<String> submitted(RestCalls calls, String body, int jobs) throws Exception {
        List<Future<String>> ids = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < jobs; i++) {
                ids.add(threads.submit(() -> calls.submit(body)));
            }
        }
        List<String> submitted = new ArrayList<>();
        for (Future<String> id : ids) {
            submitted.add(id.get());
        }
        return submitted;
    }
}
