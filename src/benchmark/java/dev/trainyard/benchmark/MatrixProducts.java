package dev.trainyard.benchmark;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs {@link MatrixProduct} with JMH and prints GFLOP/s and the ratio to OpenBLAS. Arguments:
 * {@code threads=1 products=NN 512 512 512;… milliseconds=300}.
 */
public final class MatrixProducts {
    private MatrixProducts() {}

    /** Throws {@link RunnerException} if JMH does. */
    public static void main(String[] arguments) throws RunnerException {
        Environment.requireOwnChoice();
        Arguments given = new Arguments(arguments);
        String threads = given.text("threads", "1");
        TimeValue time = TimeValue.milliseconds(given.number("milliseconds", 300));
        var options = new OptionsBuilder()
                .include(MatrixProduct.class.getName())
                .param("threads", threads)
                .measurementTime(time)
                .warmupTime(time)
                .jvmArgsPrepend("-Dopenblas=" + System.getProperty("openblas", "target/openblas"));
        if (given.has("products")) {
            options.param("product", given.text("products", "").split(";"));
        }
        print(threads, new Runner(options.build()).run());
    }

    private static void print(String threads, Collection<RunResult> results) {
        Map<String, Map<String, double[]>> byProduct = new LinkedHashMap<>();
        for (RunResult result : results) {
            BenchmarkParams params = result.getParams();
            String engine = params.getBenchmark().replaceAll(".*\\.", "");
            byProduct
                    .computeIfAbsent(params.getParam("product"), key -> new LinkedHashMap<>())
                    .put(engine, nanoseconds(result));
        }
        System.out.printf("%nThreads: %s; %s%n%n", threads, Child.machine());
        System.out.println("| product | Trainyard GFLOP/s | OpenBLAS GFLOP/s | ratio (quartiles) |");
        System.out.println("|---|---|---|---|");
        byProduct.forEach((product, engines) -> print(product, engines.get("trainyard"), engines.get("openBlas")));
    }

    private static double[] nanoseconds(RunResult result) {
        List<Double> all = new ArrayList<>();
        result.getBenchmarkResults()
                .forEach(fork -> fork.getIterationResults().stream()
                        .map(IterationResult::getPrimaryResult)
                        .forEach(iteration -> all.add(iteration.getScore())));
        return all.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static void print(String product, double[] ours, double[] theirs) {
        String[] words = product.split(" ");
        double operations = 2;
        for (int i = 1; i < words.length; i++) {
            operations *= Integer.parseInt(words[i]);
        }
        double[] ratios = new double[ours.length];
        for (int i = 0; i < ours.length; i++) {
            ratios[i] = theirs[i] / ours[i];
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %s |%n",
                product,
                operations / Spread.of(ours).median(),
                operations / Spread.of(theirs).median(),
                Spread.of(ratios).text());
    }
}
