package dev.trainyard.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.trainyard.engine.data.Examples;
import dev.trainyard.engine.data.Task;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.ScalarKernels;
import dev.trainyard.engine.layer.Dense;
import dev.trainyard.engine.layer.Elu;
import dev.trainyard.engine.layer.Layer;
import dev.trainyard.engine.layer.LeakyRelu;
import dev.trainyard.engine.layer.NamedLayer;
import dev.trainyard.engine.layer.Relu;
import dev.trainyard.engine.layer.Sigmoid;
import dev.trainyard.engine.layer.Tanh;
import dev.trainyard.engine.optimizer.Adam;
import dev.trainyard.engine.optimizer.AdamW;
import dev.trainyard.engine.optimizer.Optimizer;
import dev.trainyard.engine.optimizer.RmsProp;
import dev.trainyard.engine.optimizer.Sgd;
import dev.trainyard.engine.schedule.Cosine;
import dev.trainyard.engine.schedule.Plateau;
import dev.trainyard.engine.tensor.Shape;
import dev.trainyard.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The promise of the engine: the same bits whatever the threads and kernels, stopped and gone on with or not. */
class SameBitsTests {
    private static final Kernels KERNELS = Kernels.best();
    private static final int EPOCHS = 4;

    static List<Optimizer> optimizers() {
        return List.of(
                new Sgd(0.05, 0.9, 0.1, false, 0.001),
                new Adam(),
                new AdamW(),
                new RmsProp(0.001, 0.9, 1e-8, 0.001, 0.5, true));
    }

    private static TrainingPlan plan(Optimizer optimizer) {
        return new TrainingPlan()
                .withEpochs(EPOCHS)
                .withBatchSize(32)
                .withOptimizer(optimizer)
                .withSchedule(new Plateau(0.5, 0, 0.5, 1, 0, 3))
                .withClipping(new Clipping(1.0, 0.5))
                .withEarlyStopping(new EarlyStopping("loss", 20, 0, true))
                .withSeed(7);
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void goesOnBitForBitFromEveryStep(Optimizer optimizer) {
        Examples training = Example.of(Task.CLASSIFICATION, 150, 1);
        Examples validation = Example.of(Task.CLASSIFICATION, 41, 2);
        Network network = Example.network(Task.CLASSIFICATION);
        TrainingPlan plan = plan(optimizer);
        Example.Run whole =
                Example.run(network, plan, training, validation, TrainState.initial(network, plan), -1, KERNELS, 1);
        assertThat(whole.outcome().state().counters().step()).isEqualTo(5 * EPOCHS);
        for (int stop = 1; stop <= 5 * EPOCHS; stop++) {
            TrainState state = TrainState.initial(network, plan);
            Example.Run first = Example.run(network, plan, training, validation, state, stop, KERNELS, 1);
            assertThat(first.outcome().reason()).isEqualTo(TrainingOutcome.Reason.STOPPED);
            TrainState stored = TrainState.of(network, plan, copy(state.tensors()), state.counters());
            Example.Run second = Example.run(network, plan, training, validation, stored, -1, KERNELS, 2);
            var joined = new Example.Run(
                    second.outcome(),
                    join(first.epochs(), second.epochs()),
                    join(first.weights(), second.weights()),
                    join(first.losses(), second.losses()));
            assertThat(joined.fingerprint()).as("stopped after step %d", stop).isEqualTo(whole.fingerprint());
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesTheSameBitsForAnyThreadsAndKernels(Task task) {
        Examples training = Example.of(task, 150, 1);
        Examples validation = Example.of(task, 41, 2);
        Network network = Example.network(task);
        for (Optimizer optimizer : optimizers()) {
            TrainingPlan plan = plan(optimizer).withSchedule(new Cosine(0, 2));
            List<String> fingerprints = new ArrayList<>();
            for (Kernels kernels : List.of(KERNELS, ScalarKernels.create())) {
                for (int threads = 1; threads <= 4; threads++) {
                    TrainState state = TrainState.initial(network, plan);
                    fingerprints.add(Example.run(network, plan, training, validation, state, -1, kernels, threads)
                            .fingerprint());
                }
            }
            assertThat(fingerprints).as("%s", optimizer).containsOnly(fingerprints.getFirst());
        }
    }

    /** One worker with SIMD passes through such a network as a whole, all others operation by operation. */
    @ParameterizedTest
    @MethodSource("chains")
    void passesThroughDenseLayersAsAWholeWithTheSameBits(List<Layer> layers, int batch) {
        Examples training = Example.of(Task.CLASSIFICATION, 150, 1);
        List<NamedLayer> named = new ArrayList<>();
        layers.forEach(layer -> named.add(Example.layer("layer" + named.size(), layer)));
        Network network = Network.of(
                named, InputSpec.of(Shape.of(Example.FEATURES)), OutputSpec.of(Task.CLASSIFICATION, Example.CLASSES));
        TrainingPlan plan = plan(new Adam()).withBatchSize(batch);
        List<String> fingerprints = new ArrayList<>();
        for (int threads = 1; threads <= 2; threads++) {
            for (Kernels kernels : List.of(KERNELS, ScalarKernels.create())) {
                TrainState state = TrainState.initial(network, plan);
                fingerprints.add(Example.run(network, plan, training, training, state, -1, kernels, threads)
                        .fingerprint());
            }
        }
        assertThat(fingerprints).containsOnly(fingerprints.getFirst());
    }

    static List<Arguments> chains() {
        return List.of(
                arguments(List.of(), 1),
                arguments(List.of(Dense.of(16, new Relu())), 16),
                arguments(List.of(Dense.of(64, new Relu()), Dense.of(64, new Relu())), 32),
                arguments(List.of(Dense.of(3, new Tanh()), Dense.of(41, null)), 33),
                arguments(List.of(Dense.of(100, new LeakyRelu(null)), Dense.of(1, new Sigmoid())), 64),
                arguments(List.of(Dense.of(50, new Relu()), Dense.of(4, new Relu()), Dense.of(20, null)), 19),
                arguments(List.of(Dense.of(17, new Elu(null)), Dense.of(9, new Relu()), Dense.of(8, null)), 7));
    }

    private static Map<String, Tensor> copy(Map<String, Tensor> tensors) {
        Map<String, Tensor> copies = new LinkedHashMap<>();
        tensors.forEach((name, tensor) ->
                copies.put(name, new Tensor(tensor.shape(), tensor.values().clone())));
        return copies;
    }

    private static <T> List<T> join(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
