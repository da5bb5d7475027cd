package dev.trainyard.engine.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownTests {
    @Test
    void cutsLongNamesSoThatTheyStayDifferent() {
        String first = "columns." + "x".repeat(10_000) + "a";
        String second = "columns." + "x".repeat(10_000) + "b";
        assertThat(Shown.name(first)).hasSizeLessThanOrEqualTo(100).isNotEqualTo(Shown.name(second));
        assertThat(Shown.name("hidden_1.weight")).isEqualTo("hidden_1.weight");
    }
}
