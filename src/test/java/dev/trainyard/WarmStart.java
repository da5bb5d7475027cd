package dev.trainyard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the JVM kept of the packaged jar's first start (its AOT cache), so that nodes that start often do so in less than half the
 * work. It is made once for each jar.
 */
final class WarmStart {
    private static final Path DIRECTORY = Path.of("target", "warm-start").toAbsolutePath();
    private static final Path CACHE = DIRECTORY.resolve("trainyard.aot");

    private WarmStart() {}

    /** The JVM's option to start {@code jar} with it; the jar must be the class path's first part. */
    static synchronized String option(Path jar) {
        try {
            if (!Files.exists(CACHE)
                    || Files.getLastModifiedTime(CACHE).compareTo(Files.getLastModifiedTime(jar)) < 0) {
                clear();
                Files.createDirectories(DIRECTORY);
                run(
                        "-XX:AOTCacheOutput=" + CACHE,
                        "-Dspring.context.exit=onRefresh",
                        "-jar",
                        jar.toString(),
                        "--trainyard.data-dir=" + DIRECTORY.resolve("data"));
            }
            return "-XX:AOTCache=" + CACHE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(String... arguments) throws IOException {
        List<String> command = Stream.concat(Stream.of(NodeProcess.java()), Stream.of(arguments))
                .toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IllegalStateException(String.join(" ", command) + "\n" + output);
        }
    }

    private static void clear() throws IOException {
        if (Files.exists(DIRECTORY)) {
            try (Stream<Path> files = Files.walk(DIRECTORY)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
