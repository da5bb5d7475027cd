package dev.trainyard.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a benchmark in a JVM of its own, with a number of threads that its native libraries find when they start. */
final class Child {
    private Child() {}

    /** Returns the exit code. {@code waiting=passive} lets the peers' threads sleep where they would spin. */
    static int run(Class<?> main, int threads, Arguments given) throws IOException, InterruptedException {
        Environment.requireOwnChoice();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"));
        // H2O-3 reads into classes of the platform, and refuses a JVM newer than itself
        command.addAll(List.of("--add-opens", "java.base/java.lang=ALL-UNNAMED"));
        command.add("-Dsys.ai.h2o.debug.noJavaVersionCheck=true");
        command.addAll(List.of("-Xms2g", "-Xmx4g", "-Dlogback.configurationFile=quiet.xml"));
        command.add("-Dai.djl.pytorch.num_threads=" + threads);
        command.add("-Dai.djl.pytorch.num_interop_threads=1");
        command.add("-DDJL_CACHE_DIR=" + Path.of("target", "djl").toAbsolutePath());
        command.addAll(List.of("-DOPT_OUT_TRACKING=true", "-Dai.djl.offline=true"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName(), "child=" + threads));
        command.addAll(given.list());
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("OMP_NUM_THREADS", String.valueOf(threads));
        builder.environment().put("OPENBLAS_NUM_THREADS", String.valueOf(threads));
        builder.environment().put("OPT_OUT_TRACKING", "true");
        if (given.has("waiting")) {
            builder.environment().put("OMP_WAIT_POLICY", given.text("waiting", ""));
        }
        return builder.start().waitFor();
    }

    /** Processor and JVM, for the record. */
    static String machine() {
        String processor = "unknown processor";
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            processor = lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 2))
                    .findFirst()
                    .orElse(processor);
        } catch (IOException ignored) {
            // not Linux
        }
        String waiting = System.getenv("OMP_WAIT_POLICY");
        return "%s, %d cores, %s %s%s"
                .formatted(
                        processor,
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("java.vm.name"),
                        System.getProperty("java.version"),
                        waiting == null ? "" : ", OpenMP threads wait " + waiting);
    }
}
