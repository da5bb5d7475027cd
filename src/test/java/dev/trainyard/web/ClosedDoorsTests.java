package dev.trainyard.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClosedDoorsTests {
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "app.localhost", "127.0.0.1", "127.9.9.9", "[::1]", "::1"})
    void knowsLoopbackNames(String name) {
        assertThat(Loopback.isName(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "localhost.", "localhost.example", "127.0.0.1.example", "0.0.0.0", "[::2]", "128.0.0.1"})
    void knowsOtherNames(String name) {
        assertThat(Loopback.isName(name)).isFalse();
    }

    @Test
    void wantsALongAdminKey() {
        assertThatThrownBy(() -> new AccessProperties("short")).hasMessageContaining("at least 16 characters");
    }

    @Test
    void neverPrintsTheAdminKey() {
        assertThat(new AccessProperties("a long and secret text").toString()).doesNotContain("secret");
    }

    @Test
    void takesAnEmptyAdminKeyAsNone() {
        assertThat(new AccessProperties(" ").admin()).isEmpty();
    }
}
