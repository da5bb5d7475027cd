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
 * The packaged jar taken apart, and beside it what the JVM kept of a first start (its AOT cache), so that nodes that start often do
 * so in less than half the work. Both are made once for each jar.
 */
final class WarmStart {
    private static final Path DIRECTORY = Path.of("target", "warm-start").toAbsolutePath();
    private static final Path APPLICATION = DIRECTORY.resolve("trainyard.jar");
    private static final Path CACHE = DIRECTORY.resolve("trainyard.aot");

    private WarmStart() {}

    /** The class path's first part: what the cache was made with. */
    static synchronized Path application(Path jar) {
        try {
            if (!Files.exists(CACHE)
                    || Files.getLastModifiedTime(CACHE).compareTo(Files.getLastModifiedTime(jar)) < 0) {
                clear();
                run("-Djarmode=tools", "-jar", jar.toString(), "extract", "--destination", DIRECTORY.toString());
                run(
                        "-XX:AOTCacheOutput=" + CACHE,
                        "-Dspring.context.exit=onRefresh",
                        "-jar",
                        APPLICATION.toString(),
                        "--trainyard.data-dir=" + DIRECTORY.resolve("data"));
            }
            return APPLICATION;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String option() {
        return "-XX:AOTCache=" + CACHE;
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
