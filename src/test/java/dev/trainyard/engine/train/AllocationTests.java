package dev.trainyard.engine.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.trainyard.engine.data.Examples;
import dev.trainyard.engine.data.Task;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Team;
import dev.trainyard.engine.optimizer.Adam;
import dev.trainyard.engine.optimizer.Optimizer;
import dev.trainyard.engine.optimizer.RmsProp;
import dev.trainyard.engine.optimizer.Sgd;
import dev.trainyard.engine.schedule.Cosine;
import dev.trainyard.engine.train.TrainingObserver.Signal;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A step allocates nothing, on no thread: the JVM's own counters say so. */
class AllocationTests {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WARM_UP = 6000;
    private static final int MEASURED = 2000;

    static List<Optimizer> optimizers() {
        return List.of(new Sgd(0.01, 0.9, 0, true, 0.01), new Adam(), new RmsProp());
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void allocatesNothingPerStep(Optimizer optimizer) {
        Examples training = Example.of(Task.CLASSIFICATION, (WARM_UP + MEASURED + 10) * 16, 1);
        TrainingPlan plan = new TrainingPlan()
                .withEpochs(1)
                .withBatchSize(16)
                .withOptimizer(optimizer)
                .withSchedule(new Cosine(0, 10))
                .withClipping(new Clipping(1.0, 1.0));
        long[] before = new long[1];
        long[] after = new long[1];
        try (Team team = Team.of(2)) {
            new Trainer(Example.network(Task.CLASSIFICATION), plan, training, null, Kernels.best(), team)
                    .train(event -> {
                        if (event instanceof StepDone step && step.step() == WARM_UP) {
                            before[0] = allocated();
                        } else if (event instanceof StepDone step && step.step() == WARM_UP + MEASURED) {
                            after[0] = allocated();
                        }
                        return Signal.CONTINUE;
                    });
        }
        assertThat((after[0] - before[0]) / MEASURED).isZero();
    }

    /** Bytes that this thread and the team's threads have allocated so far. */
    private static long allocated() {
        long[] ids = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread == Thread.currentThread()
                        || thread.getName().startsWith("team-worker"))
                .mapToLong(Thread::threadId)
                .toArray();
        long sum = 0;
        for (long bytes : THREADS.getThreadAllocatedBytes(ids)) {
            sum += bytes;
        }
        return sum;
    }
}
