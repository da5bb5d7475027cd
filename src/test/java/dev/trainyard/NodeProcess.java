package dev.trainyard;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A node in a process of its own, run from the packaged jar as in production, on a port that it chose itself. */
public final class NodeProcess implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");
    private static final Path JAR = Path.of("target", "trainyard.jar").toAbsolutePath();

    private final Process process;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final Queue<String> log = new ConcurrentLinkedQueue<>();

    private NodeProcess(Process process) {
        this.process = process;
        Thread.ofPlatform().daemon().name("node-log").start(this::readLog);
    }

    /**
     * Starts a node and waits until it listens.
     *
     * @param options of the JVM, such as {@code -Xmx1g}
     */
    public static NodeProcess start(TestDatabase database, String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", JAR.toString(), "--server.port=0"));
        command.addAll(List.of(database.arguments()));
        if (!Files.exists(JAR)) {
            throw new IllegalStateException("Build the jar first: ./mvnw package");
        }
        try {
            NodeProcess node = new NodeProcess(
                    new ProcessBuilder(command).redirectErrorStream(true).start());
            node.base();
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens. */
    public URI base() {
        try {
            return URI.create("http://127.0.0.1:" + port.get(60, TimeUnit.SECONDS));
        } catch (TimeoutException | ExecutionException e) {
            close();
            throw new IllegalStateException("The node did not start:\n" + log(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public RestCalls calls() {
        return new RestCalls(base());
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** What it wrote so far. */
    public String log() {
        return String.join("\n", log);
    }

    /** SIGTERM, and the exit that follows. */
    public void stop() {
        process.destroy();
        exit();
    }

    /** SIGKILL: no handler, no shutdown hook. */
    public void kill() {
        process.destroyForcibly();
        exit();
    }

    @Override
    public void close() {
        kill();
    }

    private void exit() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("The node did not stop:\n" + log());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readLog() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.add(line);
                Matcher matcher = PORT.matcher(line);
                if (matcher.find()) {
                    port.complete(Integer.valueOf(matcher.group(1)));
                }
            }
        } catch (IOException e) {
            log.add(e.toString());
        }
        port.completeExceptionally(new IOException("exited"));
    }
}
