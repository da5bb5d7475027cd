package dev.trainyard.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlacesTests {
    private final Places places = new Places(4);

    @Test
    void oneTenantGetsHalfAndLeavesTheRestToOthers() {
        assertThat(places.take("a")).isTrue();
        assertThat(places.take("a")).isTrue();
        assertThat(places.take("a")).isFalse();
        assertThat(places.take("b")).isTrue();
        assertThat(places.take("c")).isTrue();
        assertThat(places.take("d")).isFalse();
        places.give("a");
        assertThat(places.take("d")).isTrue();
        places.give("a");
        assertThat(places.take("a")).isTrue();
    }

    @Test
    void evenASingleOneCanBeTaken() {
        assertThat(new Places(1).take("a")).isTrue();
    }
}
