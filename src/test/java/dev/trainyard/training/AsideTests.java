package dev.trainyard.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AsideTests {
    private final Aside aside = new Aside("aside");

    @Test
    void goesOnWhileItsOwnerDoesSomethingElse() {
        CountDownLatch gate = new CountDownLatch(1);
        List<String> done = new ArrayList<>();
        aside.begin(() -> {
            pass(gate);
            done.add("first");
        });
        assertThat(aside.idle()).isFalse();
        gate.countDown();
        assertThat(Aside.await(aside.supply(() -> List.copyOf(done)))).containsExactly("first");
        assertThat(aside.idle()).isTrue();
    }

    @Test
    void failsItsOwnerWithWhatItThrewItself() {
        IllegalStateException failure = new IllegalStateException("broken");
        aside.begin(() -> {
            throw failure;
        });
        assertThatThrownBy(aside::await).isSameAs(failure);
        assertThatThrownBy(aside::idle).isSameAs(failure);
        assertThatThrownBy(() -> aside.begin(() -> {})).isSameAs(failure);
        assertThatNoException().isThrownBy(aside::settle);
    }

    @Test
    void failsItsOwnerForWantOfMemoryToo() {
        aside.begin(() -> {
            throw new OutOfMemoryError("none left");
        });
        assertThatThrownBy(aside::await).isInstanceOf(OutOfMemoryError.class);
    }

    private static void pass(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
