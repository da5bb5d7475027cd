package dev.trainyard.engine.op;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.ScalarKernels;
import dev.trainyard.engine.kernel.Team;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Outputs and gradients of every operation do not depend on workers, parts, SIMD or unused rows. */
class SameBitsTests {

    private static final int ROWS = 37;

    @ParameterizedTest
    @MethodSource("cases")
    void bitsDependOnNeitherWorkersNorKernels(OpCase operation) {
        List<float[]> expected = bits(operation, ScalarKernels.create(), 1, 1, ROWS);
        for (int workers = 1; workers <= 4; workers++) {
            int parts = workers == 2 ? 3 : workers;
            assertEqualBits(bits(operation, ScalarKernels.create(), workers, parts, ROWS + workers), expected);
            assertEqualBits(bits(operation, Kernels.best(), workers, parts, ROWS + workers), expected);
        }
    }

    private static void assertEqualBits(List<float[]> actual, List<float[]> expected) {
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i)).containsExactly(expected.get(i));
        }
    }

    private static List<float[]> bits(OpCase operation, Kernels kernels, int workers, int parts, int capacity) {
        try (Team team = Team.of(workers)) {
            OpRun run = new OpRun(operation, ROWS, capacity, kernels, team, parts);
            List<float[]> all = new ArrayList<>();
            for (int repeat = 0; repeat < 2; repeat++) {
                run.forward();
                run.backward();
                all.add(run.output());
                for (int input = 0; run.has(input); input++) {
                    if (run.differentiable(input)) {
                        all.add(Arrays.copyOf(run.gradient(input), run.length(input)));
                    }
                }
            }
            return all;
        }
    }

    static List<OpCase> cases() {
        List<OpCase> cases = new ArrayList<>(OpCases.all());
        cases.add(convolution("many outputs", new Window(3, 1, 1, 1), 32, 32, 1));
        cases.add(convolution("many outputs, far apart", new Window(3, 2, 1, 1), 32, 64, 1));
        cases.add(convolution("many outputs in groups", new Window(3, 1, 2, 2), 64, 66, 2));
        cases.add(convolution("many outputs without padding", new Window(2, 1, 0, 1), 32, 96, 1));
        cases.add(convolution("many channels, each for itself", new Window(3, 1, 1, 1), 35, 35, 35));
        return cases;
    }

    /** Large enough for the ways of computing that small ones do not take. */
    private static OpCase convolution(String name, Window window, int channels, int outputs, int groups) {
        int size = window.size();
        return OpCase.of(
                name,
                new Convolve(window, window, groups),
                OpCase.smooth(channels, 5, 6),
                OpCase.parameter(outputs, channels / groups, size, size));
    }
}
