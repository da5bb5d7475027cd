package dev.trainyard.engine.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * JVMs that use what other machines have give the same bits. {@code UseAVX} of 1, 2 and 3 mean 4, 8 and 16 lanes, but no
 * more than the processor has, so on one without AVX-512 the last equals the second; {@code trainyard.lanes} sets the lanes
 * on any, at the price of speed.
 */
class SameBitsAcrossMachinesTests {
    private static final String MODULE = "--add-modules=jdk.incubator.vector";
    private static final int ROWS = 43;
    private static final List<String> TINY = List.of("tiny");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void withAnyVectorsAndOneToFourThreads(int avx) throws IOException {
        Output output = run(List.of(MODULE, "-XX:UseAVX=" + avx), ROWS, 4, Fingerprints.ALL);
        assertThat(output.digests()).isEqualTo(Fingerprints.here(ROWS, Fingerprints.ALL));
        assertThat(output.lanes()).isGreaterThanOrEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8, 16})
    void withAnyNumberOfLanes(int lanes) throws IOException {
        Output output = run(List.of(MODULE, "-Dtrainyard.lanes=" + lanes), 20, 2, Fingerprints.ALL);
        assertThat(output.digests()).isEqualTo(Fingerprints.here(20, Fingerprints.ALL));
        assertThat(output.lanes()).isEqualTo(lanes);
    }

    @Test
    void withoutTheVectorModule() throws IOException {
        Output output = run(List.of(), ROWS, 4, Fingerprints.ALL);
        assertThat(output.digests()).isEqualTo(Fingerprints.here(ROWS, Fingerprints.ALL));
        assertThat(output.lanes()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"--add-modules=jdk.incubator.vector, -XX:UseAVX=0", "-Dwithout=module, -XX:UseAVX=0"})
    void withoutMultiplyAddInHardware(String module, String avx) throws IOException {
        Output output = run(List.of(module, avx), 8, 2, TINY);
        assertThat(output.digests()).isEqualTo(Fingerprints.here(8, TINY));
    }

    /** What a JVM printed: the same digest for any number of threads. */
    private record Output(int lanes, Map<String, String> digests) {}

    private static Output run(List<String> flags, int rows, int threads, List<String> names) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(Fingerprints.class.getName(), String.valueOf(rows), String.valueOf(threads)));
        command.addAll(names);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int lanes = 0;
        Map<String, String> digests = new TreeMap<>();
        try (var lines = process.inputReader()) {
            for (String line : lines.readAllLines()) {
                String[] words = line.split(" ");
                if (words[0].equals("lanes")) {
                    lanes = Integer.parseInt(words[1]);
                } else {
                    String other = digests.putIfAbsent(words[0], words[1]);
                    assertThat(words[1])
                            .as("%s with any number of threads", words[0])
                            .isEqualTo(other == null ? words[1] : other);
                }
            }
        }
        return new Output(lanes, digests);
    }
}
