package dev.trainyard.engine.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trainyard.engine.initializer.Normal;
import dev.trainyard.engine.kernel.Activation;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.layer.Dense;
import dev.trainyard.engine.layer.Layer;
import dev.trainyard.engine.layer.Relu;
import dev.trainyard.engine.layer.Sigmoid;
import dev.trainyard.engine.train.TrainingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class PreflightTests {
    private static final Lesson LESSON = Lesson.clouds(2000, 64, 4, 0, 6);

    @Test
    void knowsWhatActivationsMakeOfASignal() {
        Gain relu = Gain.of(Activation.RELU, Kernels.best());
        assertThat(relu.value()).isCloseTo(0.5, within(1e-3));
        assertThat(relu.derivative()).isCloseTo(0.5, within(1e-3));
        Gain sigmoid = Gain.of(Activation.SIGMOID, Kernels.best());
        assertThat(sigmoid.value()).isCloseTo(0.2934, within(1e-3));
        assertThat(sigmoid.derivative()).isCloseTo(0.0448, within(1e-3));
        assertThat(Gain.of(Activation.TANH, Kernels.best()).value()).isCloseTo(0.3943, within(1e-3));
        assertThat(Gain.of(null, Kernels.best())).isEqualTo(new Gain(1, 1));
    }

    @Test
    void findsThatHeKeepsTheSizeOfSignalsThroughRectifiers() {
        Preflight seen = look(8, layer -> Dense.of(64, new Relu()));
        assertThat(seen.layers())
                .hasSize(9)
                .allSatisfy(layer -> assertThat(layer.fanIn()).isEqualTo(64));
        assertThat(seen.hidden())
                .allSatisfy(layer -> assertThat(layer.weightVariance())
                        .isCloseTo(layer.heVariance(), within(0.2 * layer.heVariance())));
        assertThat(seen.predictedForward()).isBetween(0.5, 2.0);
        assertThat(seen.activationRatio()).isBetween(0.2, 5.0);
        assertThat(seen.gradientRatio()).isBetween(0.05, 20.0);
    }

    @Test
    void predictsHowFastAGradientVanishes() {
        Preflight seen = look(8, layer -> new Dense(64, new Sigmoid(), null, new Normal(0.0, 0.05), null));
        double signal = Math.sqrt(seen.layers().getFirst().signalVariance()
                / seen.layers().getLast().signalVariance());
        assertThat(seen.gradientRatio()).isLessThan(1e-4);
        assertThat(Math.log10(seen.predictedBackward())).isCloseTo(Math.log10(signal), within(1.0));
    }

    @Test
    void startsWithTheLossOfGuessing() {
        assertThat(look(1, layer -> Dense.of(64, new Relu())).loss()).isBetween(1.0, 2.5);
    }

    private static Preflight look(int depth, IntFunction<Layer> layer) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < depth; i++) {
            layers.add(layer.apply(i));
        }
        TrainingPlan plan = new TrainingPlan().withBatchSize(256);
        return Preflights.of(Watched.network(LESSON, layers), plan, LESSON.training(), Kernels.best());
    }
}
