package dev.trainyard.engine.schedule;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trainyard.engine.Golden;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every schedule against PyTorch: {@code golden/schedules.py} made the numbers. */
class ScheduleGoldenTests {
    private static final double BASE = 0.1;
    private static final int STEPS_PER_EPOCH = 8;
    private static final int STEPS = 5 * STEPS_PER_EPOCH;

    private static final Map<String, Schedule> CASES = Map.of(
            "step", new Step(2, 0.3, 0),
            "cosine", new Cosine(0.01, 0),
            "one_cycle", new OneCycle(),
            "one_cycle_late", new OneCycle(0.6, 10, 100, 0),
            "warmup", new Constant(6),
            "warmup_cosine", new Cosine(0, 6));

    @ParameterizedTest
    @ValueSource(strings = {"step", "cosine", "one_cycle", "one_cycle_late", "warmup", "warmup_cosine"})
    void givesTheRatesOfPyTorch(String name) {
        Schedule schedule = requireNonNull(CASES.get(name));
        double[] golden = numbers(name);
        for (int step = 0; step < golden.length; step++) {
            double rate = schedule.rate(BASE, step, STEPS, STEPS_PER_EPOCH, 1);
            assertThat(rate).as("step %d", step).isCloseTo(golden[step], within(1e-12));
        }
    }

    @Test
    void fallsOnThePlateausOfPyTorch() {
        assertFallsAs("plateau", new Plateau(0.5, 2, 1e-4, 0, 0, 0));
        assertFallsAs("plateau_cooldown", new Plateau(0.3, 1, 0.01, 3, 0.002, 0));
    }

    @Test
    void keepsTheLastRateAfterTheLastStep() {
        for (Schedule schedule : List.of(new Cosine(), new OneCycle())) {
            assertThat(schedule.rate(BASE, STEPS + 9, STEPS, STEPS_PER_EPOCH, 1))
                    .isBetween(0.0, 1e-5);
        }
    }

    private static void assertFallsAs(String name, Plateau plateau) {
        double[] golden = numbers(name);
        double[] losses = numbers("plateau_losses");
        PlateauState state = PlateauState.START;
        for (int epoch = 0; epoch < losses.length; epoch++) {
            double rate = plateau.rate(BASE, epoch, losses.length, 1, state.reduced());
            assertThat(rate).as("%s, epoch %d", name, epoch).isCloseTo(golden[epoch], within(1e-12));
            state = plateau.after(state, losses[epoch]);
        }
    }

    private static double[] numbers(String name) {
        return Golden.lines("schedules.txt").stream()
                .filter(words -> words[0].equals(name))
                .map(words -> Golden.numbers(words, 1))
                .findFirst()
                .orElseThrow();
    }
}
