package dev.trainyard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A directory with the compiled failpoints and nothing else, for the class path of a node. */
final class FailpointClasses {
    private static final Path PACKAGE = Path.of("dev", "trainyard", "rig", "node");
    private static Path copied = Path.of("");

    private FailpointClasses() {}

    static synchronized Path directory() {
        if (copied.toString().isEmpty()) {
            copied = copy();
        }
        return copied;
    }

    private static Path copy() {
        try {
            Path from = Path.of(FailpointClasses.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .resolve(PACKAGE);
            Path directory =
                    Files.createTempDirectory(Path.of("target"), "failpoints-").toAbsolutePath();
            Path to = Files.createDirectories(directory.resolve(PACKAGE));
            try (Stream<Path> classes = Files.list(from)) {
                for (Path one : classes.toList()) {
                    Files.copy(one, to.resolve(one.getFileName()));
                }
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
