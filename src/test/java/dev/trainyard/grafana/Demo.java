package dev.trainyard.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The script that the compose file runs to have something drawn. */
final class Demo {
    private static final Pattern JOB = Pattern.compile("job (job_\\w+)");

    private Demo() {}

    /** Runs it and answers what it printed. */
    static String run(Service service) {
        Tool.Result result = Tool.run(
                Map.of("TRAINYARD_URL", service.base().toString(), "TRAINYARD_KEY", Service.KEY),
                List.of("sh", GrafanaFiles.FOLDER.resolve("demo/demo.sh").toString()));
        assertThat(result.status()).as(result.output()).isZero();
        return result.output();
    }

    /** The jobs that it says it trained. */
    static List<String> jobs(String output) {
        return JOB.matcher(output)
                .results()
                .map((MatchResult job) -> job.group(1))
                .toList();
    }
}
