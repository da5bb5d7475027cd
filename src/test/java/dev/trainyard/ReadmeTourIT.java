package dev.trainyard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Runs the README's commands as they stand there, against the packaged jar, so that they stay true. */
class ReadmeTourIT {
    private static final Pattern BLOCK = Pattern.compile("^```sh\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Path FASHION_MNIST = Path.of("/usr/share/datasets/fashion-mnist/train-images-idx3-ubyte.gz");

    private static NodeProcess node;

    @BeforeAll
    static void start() {
        node = NodeProcess.start(TestDatabase.h2(), "-Xmx1g");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void trainsIrisToNinetyFivePercentByCurl() throws Exception {
        String output = run("Tour", "Watching");
        assertThat(output).contains("\"species\"", "event: metrics", "setosa", "confusion_matrix");
        assertThat(output).contains("\"stable_rank\"", "\"verdict\"", "\"equal\": true", "\"loss_after\"");
        assertThat(accuracy(output)).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void trainsFashionMnistWithinOneGigabyteByCurl() throws Exception {
        assumeTrue(Files.exists(FASHION_MNIST), "Debian's package dataset-fashion-mnist");
        assertThat(accuracy(run("Images"))).isGreaterThanOrEqualTo(0.885);
    }

    /** The lowest of the accuracies in the evaluations that the commands of a section printed. */
    private static double accuracy(String output) {
        return Pattern.compile("\"accuracy\" ?: ?([0-9.]+),\\s*\"macro_f1\"")
                .matcher(output)
                .results()
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .min()
                .orElseThrow(() -> new AssertionError(output));
    }

    /** Runs the shell blocks of some sections, one after another in one shell, and answers what they print. */
    private static String run(String... sections) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(Path.of("target"), "tour").toAbsolutePath();
        Files.createSymbolicLink(folder.resolve("src"), Path.of("src").toAbsolutePath());
        Path script = folder.resolve("tour.sh");
        Files.writeString(script, "set -euo pipefail\n" + commands(sections));
        Process shell = new ProcessBuilder("bash", script.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(output).isZero();
        return output;
    }

    private static String commands(String... sections) throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        StringBuilder commands = new StringBuilder();
        for (String section : sections) {
            int from = readme.indexOf("## " + section + "\n");
            int to = readme.indexOf("\n## ", from + 3);
            BLOCK.matcher(readme.substring(from, to)).results().forEach(block -> commands.append(block.group(1)));
        }
        return commands.toString().replace("localhost:8080", node.base().getAuthority());
    }
}
