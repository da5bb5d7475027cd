package dev.trainyard.engine.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.engine.InvalidDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptimizerTests {
    @Test
    void defaultsAreThoseOfPyTorch() {
        assertThat(new Sgd()).isEqualTo(new Sgd(0.001, 0, 0, false, 0));
        assertThat(new Adam()).isEqualTo(new Adam(0.001, List.of(0.9, 0.999), 1e-8, 0));
        assertThat(new AdamW()).isEqualTo(new AdamW(0.001, List.of(0.9, 0.999), 1e-8, 0.01));
        assertThat(new RmsProp()).isEqualTo(new RmsProp(0.01, 0.99, 1e-8, 0, 0, false));
    }

    @Test
    void namesOnlyTheSlotsItNeeds() {
        assertThat(new Sgd().slots()).isEmpty();
        assertThat(new Sgd(0.1, 0.9, 0, false, 0).slots()).containsExactly("velocity");
        assertThat(new Adam().slots()).containsExactly("m", "v");
        assertThat(new RmsProp().slots()).containsExactly("square");
        assertThat(new RmsProp(0.1, 0.9, 1e-8, 0, 0.5, true).slots()).containsExactly("square", "average", "velocity");
    }

    @Test
    void namesTheHyperparameterThatIsOutOfRange() {
        assertThatThrownBy(() -> new Sgd(-1, 0, 0, false, 0))
                .isInstanceOfSatisfying(
                        InvalidDefinition.class,
                        invalid -> assertThat(invalid.field()).isEqualTo("learningRate"))
                .hasMessage("learningRate: expected a positive number, got -1.0");
        assertThatThrownBy(() -> new Sgd(0.1, 0, 0, true, 0)).hasMessageStartingWith("nesterov: ");
        assertThatThrownBy(() -> new Adam(0.1, List.of(0.9), 1e-8, 0)).hasMessageStartingWith("betas: ");
        assertThatThrownBy(() -> new AdamW(Double.NaN, List.of(0.9, 0.9), 1e-8, 0))
                .hasMessageStartingWith("learningRate: ");
        assertThatThrownBy(() -> new RmsProp(0.1, 1, 1e-8, 0, 0, false)).hasMessageStartingWith("alpha: ");
    }
}
