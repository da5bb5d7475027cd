package dev.trainyard.engine.op;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.engine.graph.Op;
import dev.trainyard.engine.kernel.Activation;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.ScalarKernels;
import dev.trainyard.engine.kernel.Team;
import dev.trainyard.engine.loss.Loss;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The one gradient check: the derivative of every operation and loss against finite differences of its forward. */
class GradientTests {

    private static final double H = 0.02;
    private static final double TOLERANCE = 1e-3;

    @ParameterizedTest
    @MethodSource("cases")
    void derivativeIsTheSlopeOfForward(OpCase operation, Kernels kernels) {
        try (Team team = Team.of(1)) {
            check(new OpRun(operation, 5, 7, kernels, team, 2));
            check(new OpRun(operation, 5, 7, kernels, team, 1).inference());
        }
    }

    private static void check(OpRun run) {
        assertThat(worstError(run)).isLessThan(TOLERANCE);
    }

    /** The largest error of any element, relative to the largest element of the same gradient. */
    private static double worstError(OpRun run) {
        run.forward();
        run.backward();
        double worst = 0;
        for (int input = 0; run.has(input); input++) {
            if (run.differentiable(input)) {
                worst = Math.max(
                        worst, worstError(run, input, run.gradient(input).clone()));
            }
        }
        return worst;
    }

    private static double worstError(OpRun run, int input, float[] gradient) {
        double scale = 1e-3;
        double worst = 0;
        for (int i = 0; i < run.length(input); i++) {
            scale = Math.max(scale, Math.abs(gradient[i]));
            worst = Math.max(worst, Math.abs(gradient[i] - slope(run, run.values(input), i)));
        }
        return worst / scale;
    }

    /** Central differences of fourth order, so that a wide step can outweigh the rounding of float. */
    private static double slope(OpRun run, float[] values, int i) {
        float value = values[i];
        double near = difference(run, values, i, value, H);
        double far = difference(run, values, i, value, 2 * H);
        values[i] = value;
        return (4 * near - far) / 3;
    }

    private static double difference(OpRun run, float[] values, int i, float value, double step) {
        values[i] = (float) (value + step);
        double upper = values[i];
        double above = run.forward();
        values[i] = (float) (value - step);
        return (above - run.forward()) / (upper - values[i]);
    }

    @Test
    void derivativeThatIsOnePercentOffIsCaught() {
        try (Team team = Team.of(1)) {
            OpCase wrong = OpCase.of("wrong", new Scaled(2, 2.02f), OpCase.smooth(7));
            assertThat(worstError(new OpRun(wrong, 5, 7, Kernels.best(), team, 1)))
                    .isGreaterThan(5 * TOLERANCE);
        }
    }

    @Test
    void everyOperationAndLossIsChecked() throws Exception {
        Set<Class<?>> checked = OpCases.all().stream()
                .map(operation -> operation.op().getClass())
                .collect(Collectors.toSet());
        assertThat(checked).containsAll(operationsIn(Op.class, "op")).containsAll(operationsIn(Loss.class, "loss"));
        assertThat(OpCases.activations().stream().map(Activation::kind))
                .containsExactlyInAnyOrder(Activation.Kind.values());
    }

    private static List<Class<?>> operationsIn(Class<?> from, String name)
            throws IOException, URISyntaxException, ClassNotFoundException {
        Path root =
                Path.of(from.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<Class<?>> operations = new ArrayList<>();
        try (Stream<Path> files = Files.list(root.resolve("dev/trainyard/engine/" + name))) {
            for (Path file : files.toList()) {
                String simple = file.getFileName().toString();
                if (simple.endsWith(".class") && !simple.equals("package-info.class")) {
                    Class<?> type = Class.forName(
                            "dev.trainyard.engine." + name + "." + simple.substring(0, simple.length() - 6));
                    boolean test =
                            Set.of(Probe.class, Weighted.class, Scaled.class).contains(type);
                    if (Op.class.isAssignableFrom(type) && !type.isInterface() && !test) {
                        operations.add(type);
                    }
                }
            }
        }
        assertThat(operations).isNotEmpty();
        return operations;
    }

    static Stream<Arguments> cases() {
        return OpCases.all().stream()
                .flatMap(operation -> Stream.of(ScalarKernels.create(), Kernels.best())
                        .map(kernels -> Arguments.of(operation, kernels)));
    }
}
