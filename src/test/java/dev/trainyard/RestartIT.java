package dev.trainyard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Ten epochs at one stretch give the bytes of ten epochs with a stopped or killed server in between. */
class RestartIT {
    private static final int ROWS = 20_000;
    private static final String JOB = """
        {"dataset":"%s","target":"y","epochs":10,"batch_size":64,"seed":7,
         "model":{"layers":[{"type":"dense","units":256,"activation":"relu"},{"type":"dropout","p":0.2},
                            {"type":"dense","units":256,"activation":"tanh"}]},
         "schedule":{"type":"cosine","warmup_steps":100}}\
        """;

    /** How a server ends. */
    enum End {
        STOPPED,
        KILLED;

        void of(NodeProcess node) {
            switch (this) {
                case STOPPED -> node.stop();
                case KILLED -> node.kill();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void goesOnToTheSameBytesAfterTheServerWas(End end) {
        assertThat(digestWhenInterruptedBy(end)).isEqualTo(Undisturbed.DIGEST);
    }

    private static String digestWhenInterruptedBy(End end) {
        TestDatabase database = TestDatabase.h2();
        String job;
        try (NodeProcess node = NodeProcess.start(database)) {
            RestCalls calls = node.calls();
            job = calls.submit(JOB.formatted(calls.upload(table())));
            calls.awaitEpoch(job, 5);
            end.of(node);
        }
        try (NodeProcess node = NodeProcess.start(database)) {
            JsonNode view = node.calls().end(job);
            assertThat(view.get("attempt").intValue())
                    .as("interrupted: %s", view)
                    .isGreaterThanOrEqualTo(end == End.KILLED ? 2 : 1);
            return digest(view);
        }
    }

    private static String digest(JsonNode job) {
        assertThat(job.get("status").stringValue()).as(job.toString()).isEqualTo("succeeded");
        assertThat(job.at("/progress/epoch").intValue()).isEqualTo(10);
        return job.at("/result/weights_sha256").stringValue();
    }

    private static String table() {
        StringBuilder csv = new StringBuilder("a,b,c,d,color,y\n");
        Random random = new Random(1);
        for (int row = 0; row < ROWS; row++) {
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            double c = random.nextGaussian();
            double d = random.nextGaussian();
            String color = random.nextBoolean() ? "red" : "blue";
            String y = a * b + Math.sin(3 * c) + (color.equals("red") ? d : -d) + 0.3 * random.nextGaussian() > 0
                    ? "p"
                    : "q";
            csv.append(String.format(Locale.ROOT, "%.5f,%.5f,%.5f,%.5f,%s,%s%n", a, b, c, d, color, y));
        }
        return csv.toString();
    }

    private static final class Undisturbed {
        static final String DIGEST = train();

        private static String train() {
            try (NodeProcess node = NodeProcess.start(TestDatabase.h2())) {
                RestCalls calls = node.calls();
                return digest(calls.end(calls.submit(JOB.formatted(calls.upload(table())))));
            }
        }
    }
}
