package dev.trainyard.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import dev.trainyard.engine.data.Task;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Team;
import dev.trainyard.engine.layer.Activation;
import dev.trainyard.engine.layer.BatchNorm;
import dev.trainyard.engine.layer.Dense;
import dev.trainyard.engine.layer.Dropout;
import dev.trainyard.engine.layer.Elu;
import dev.trainyard.engine.layer.Gelu;
import dev.trainyard.engine.layer.LayerNorm;
import dev.trainyard.engine.layer.LeakyRelu;
import dev.trainyard.engine.layer.NamedLayer;
import dev.trainyard.engine.layer.Relu;
import dev.trainyard.engine.layer.Sigmoid;
import dev.trainyard.engine.layer.Silu;
import dev.trainyard.engine.layer.Softplus;
import dev.trainyard.engine.layer.Tanh;
import dev.trainyard.engine.loss.BinaryCrossEntropy;
import dev.trainyard.engine.loss.Huber;
import dev.trainyard.engine.loss.Loss;
import dev.trainyard.engine.loss.MeanAbsoluteError;
import dev.trainyard.engine.loss.MeanSquaredError;
import dev.trainyard.engine.loss.SoftmaxCrossEntropy;
import dev.trainyard.engine.optimizer.Adam;
import dev.trainyard.engine.optimizer.AdamW;
import dev.trainyard.engine.optimizer.Optimizer;
import dev.trainyard.engine.optimizer.RmsProp;
import dev.trainyard.engine.optimizer.Sgd;
import dev.trainyard.engine.tensor.Shape;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Once compiled, a whole training step allocates nothing, from gathering its rows to the optimizer and the books. */
class StepAllocationTests {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Kernels KERNELS = Kernels.best();
    private static final int STEPS = 20;

    @BeforeAll
    static void prime() {
        assumeThat(KERNELS.lanes())
                .as("scalar kernels are too slow to wait for")
                .isGreaterThan(1);
        KERNELS.prime();
    }

    static List<Activation> activations() {
        return List.of(
                new Relu(),
                new LeakyRelu(null),
                new Elu(null),
                new Gelu(),
                new Silu(),
                new Tanh(),
                new Sigmoid(),
                new Softplus());
    }

    static List<Loss> losses() {
        return List.of(
                new SoftmaxCrossEntropy(),
                new BinaryCrossEntropy(),
                new MeanSquaredError(),
                new MeanAbsoluteError(),
                new Huber(1.0));
    }

    static List<Optimizer> optimizers() {
        return List.of(
                new Sgd(0.01, 0, 0, false, 0),
                new Sgd(0.01, 0.9, 0.1, false, 0.001),
                new Sgd(0.01, 0.9, 0, true, 0.001),
                new Adam(),
                new AdamW(),
                new RmsProp(0.001, 0.9, 1e-8, 0.001, 0.5, true));
    }

    @ParameterizedTest
    @MethodSource("activations")
    void withAnyActivation(Activation activation) {
        assertThat(allocated(activation, new SoftmaxCrossEntropy(), new Adam())).isZero();
    }

    @ParameterizedTest
    @MethodSource("losses")
    void withAnyLoss(Loss loss) {
        assertThat(allocated(new Relu(), loss, new Adam())).isZero();
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void withAnyOptimizer(Optimizer optimizer) {
        assertThat(allocated(new Relu(), new SoftmaxCrossEntropy(), optimizer)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 20, 64})
    void ofDenseLayersAlone(int units) {
        List<NamedLayer> layers = List.of(
                Example.layer("first", Dense.of(units, new Relu())),
                Example.layer("second", Dense.of(units, new Tanh())));
        assertThat(allocated(layers, new SoftmaxCrossEntropy(), new Adam())).isZero();
    }

    private static long allocated(Activation activation, Loss loss, Optimizer optimizer) {
        return allocated(layers(activation), loss, optimizer);
    }

    private static long allocated(List<NamedLayer> layers, Loss loss, Optimizer optimizer) {
        Task task = loss instanceof SoftmaxCrossEntropy || loss instanceof BinaryCrossEntropy
                ? Task.CLASSIFICATION
                : Task.REGRESSION;
        int size = loss instanceof BinaryCrossEntropy ? 2 : task == Task.CLASSIFICATION ? Example.CLASSES : 1;
        OutputSpec output = OutputSpec.of(task, size).withLoss(loss);
        Network network = Network.of(layers, InputSpec.of(Shape.of(Example.FEATURES)), output);
        TrainingPlan plan = new TrainingPlan()
                .withEpochs(1_000_000)
                .withOptimizer(optimizer)
                .withClipping(new Clipping(10.0, null));
        Watch watch = new Watch();
        try (Team team = Team.of(1)) {
            var trainer = new Trainer(network, plan, Example.of(task, 1280, 1), null, KERNELS, team);
            trainer.train(watch);
        }
        return watch.least;
    }

    private static List<NamedLayer> layers(Activation activation) {
        return List.of(
                Example.layer("first", Dense.of(24, activation)),
                Example.layer("normal", new BatchNorm(null, null)),
                Example.layer("drop", new Dropout(0.2)),
                Example.layer("second", Dense.of(17, activation)),
                Example.layer("rows", new LayerNorm(null)));
    }

    /** Adds up what the thread allocates during some steps of an epoch, until that is nothing. */
    private static final class Watch implements TrainingObserver {
        private final long giveUp = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        private long least = Long.MAX_VALUE;
        private long before;
        private int steps;

        @Override
        public Signal after(TrainingEvent event) {
            if (event instanceof EpochDone) {
                steps = 0;
                return Signal.CONTINUE;
            }
            if (steps == STEPS) {
                least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
                steps = 0;
            }
            if (steps++ == 0) {
                before = THREADS.getCurrentThreadAllocatedBytes();
            }
            return least == 0 || System.nanoTime() > giveUp ? Signal.STOP : Signal.CONTINUE;
        }
    }
}
