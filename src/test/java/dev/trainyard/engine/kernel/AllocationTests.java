package dev.trainyard.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Once compiled, no kernel allocates: a SIMD one that does keeps its registers in objects, and is slow. */
class AllocationTests {
    private static final int RUNS = 100;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Kernels KERNELS = VectorKernels.create();

    @BeforeAll
    static void prime() {
        KERNELS.prime();
    }

    static List<Priming.Program> programs() {
        return new Priming(KERNELS).programs();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void noKernelAllocates(Priming.Program program) {
        assertThat(allocated(program.body())).isZero();
    }

    @Test
    void noMatmulAllocatesOfWhateverSize() {
        for (Form form : Form.values()) {
            for (int[] size : new int[][] {
                {1, 1, 1},
                {16, 16, 4},
                {32, 64, 30},
                {7, 100, 600},
                {128, 256, 100},
                {1000, 10, 64},
                {16, 4, 16},
                {33, 1, 50},
                {33, 3, 50},
                {300, 20, 200}
            }) {
                MatmulShape shape = MatmulShape.of(form, size[0], size[1], size[2]);
                Matmul matmul = KERNELS.matmuls().plan(shape, Epilogue.bias(new float[size[1]], Activation.TANH));
                float[] a = new float[size[0] * size[2]];
                float[] b = new float[size[1] * size[2]];
                float[] c = new float[size[0] * size[1]];
                int rows = form == Form.TN ? size[2] : size[0];
                assertThat(allocated(() -> matmul.run(a, 0, b, 0, c, 0, rows, Worker.SOLO)))
                        .as(shape.toString())
                        .isZero();
            }
        }
    }

    @Test
    void noTeamAllocatesAtABarrier() {
        try (Team team = Team.of(2)) {
            Spmd program = worker -> {
                for (int phase = 0; phase < 10; phase++) {
                    worker.barrier();
                }
            };
            assertThat(allocated(() -> team.run(program))).isZero();
        }
    }

    /** In the best of many attempts, until compiled: what the compiler has not come to yet allocates. */
    private static long allocated(Runnable program) {
        long least = Long.MAX_VALUE;
        long giveUp = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (least > 0 && System.nanoTime() < giveUp) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int run = 0; run < RUNS; run++) {
                program.run();
            }
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }
}
