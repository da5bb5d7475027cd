package dev.trainyard;

import java.io.BufferedReader;
import java.io.File;
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
import java.util.stream.Stream;

/** A node in a process of its own, run from the packaged jar as in production, on a port that it chose itself. */
public final class NodeProcess implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");
    private static final Pattern NAME = Pattern.compile("This is (node_\\w+)");
    private static final String FAILPOINT = "-Dtrainyard.rig.";
    /**
     * An option for nodes that start often and train next to nothing: without the second compiler and without SIMD, which would
     * be slow then, and from a warm start they need a quarter of the work. The weights are the same.
     */
    public static final String QUICK = "-XX:TieredStopAtLevel=1";

    private static final Path JAR = Path.of("target", "trainyard.jar").toAbsolutePath();

    private final Process process;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private volatile String name = "";
    private final Queue<String> log = new ConcurrentLinkedQueue<>();

    private NodeProcess(Process process) {
        this.process = process;
        Thread.ofPlatform().daemon().name("node-log").start(this::readLog);
    }

    /**
     * Starts a node and waits until it listens.
     *
     * @param options of the JVM, such as {@code -Xmx1g}, and with two dashes of the application; a failpoint, in a {@link #QUICK} node, brings its
     *     class path with it
     */
    public static NodeProcess start(TestDatabase database, String... options) {
        NodeProcess node = begin(database, options);
        node.base();
        return node;
    }

    /** Starts a node and does not wait. */
    public static NodeProcess begin(TestDatabase database, String... options) {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException("Build the jar first: ./mvnw package");
        }
        List<String> command = new ArrayList<>(List.of(java(), "-XX:+ExitOnOutOfMemoryError"));
        Stream.of(options).filter(option -> !option.startsWith("--")).forEach(command::add);
        command.addAll(List.of(options).contains(QUICK) ? warm(options) : packaged());
        command.add("--server.port=0");
        command.addAll(List.of(database.arguments()));
        Stream.of(options).filter(option -> option.startsWith("--")).forEach(command::add);
        try {
            return new NodeProcess(
                    new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> packaged() {
        return List.of("--add-modules=jdk.incubator.vector", "-jar", JAR.toString());
    }

    private static List<String> warm(String... options) {
        String classPath = JAR.toString();
        if (Stream.of(options).anyMatch(option -> option.startsWith(FAILPOINT))) {
            classPath += File.pathSeparator + FailpointClasses.directory();
        }
        return List.of(WarmStart.option(JAR), "-cp", classPath, Trainyard.class.getName());
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Where it listens. */
    public URI base() {
        try {
            return URI.create("http://127.0.0.1:" + port.get(300, TimeUnit.SECONDS));
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

    /** What it calls itself in the database; known once it listens. */
    public String name() {
        return name;
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

    /** SIGSTOP: it stands still without knowing. */
    public void freeze() {
        signal("STOP");
    }

    /** SIGCONT. */
    public void thaw() {
        signal("CONT");
    }

    /** Waits for a node that ends by itself; its exit code. */
    public int awaitExit() {
        return process.onExit().join().exitValue();
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, String.valueOf(pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
                Matcher named = NAME.matcher(line);
                if (named.find()) {
                    name = named.group(1);
                }
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
