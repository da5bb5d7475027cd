package dev.trainyard.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Teams run one program on all their workers, in step at barriers, and survive failures. */
@Timeout(60)
class TeamTests {
    private static final int PHASES = 2_000;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 32})
    void everyWorkerSeesWhatTheOthersWroteBeforeTheBarrier(int threads) {
        try (Team team = Team.of(threads)) {
            int[] written = new int[threads];
            AtomicInteger wrong = new AtomicInteger();
            int phases = PHASES / threads;
            team.run(worker -> {
                for (int phase = 1; phase <= phases; phase++) {
                    written[worker.index()] = phase;
                    worker.barrier();
                    for (int value : written) {
                        wrong.addAndGet(value == phase ? 0 : 1);
                    }
                    worker.barrier();
                }
            });
            assertThat(wrong).hasValue(0);
            assertThat(written).containsOnly(phases);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void everyWorkerRunsEveryProgramOnce(int threads) {
        AtomicIntegerArray runs = new AtomicIntegerArray(threads);
        try (Team team = Team.of(threads)) {
            for (int program = 0; program < 500; program++) {
                team.run(worker -> runs.incrementAndGet(worker.index()));
            }
        }
        for (int index = 0; index < threads; index++) {
            assertThat(runs.get(index)).isEqualTo(500);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aFailureInOneWorkerFreesTheOthersAndIsThrown(int failing) {
        try (Team team = Team.of(3)) {
            for (int again = 0; again < 50; again++) {
                assertThatThrownBy(() -> team.run(worker -> {
                            worker.barrier();
                            if (worker.index() == failing) {
                                throw new IllegalStateException("worker " + failing);
                            }
                            worker.barrier();
                            worker.barrier();
                        }))
                        .hasMessage("worker " + failing);
                AtomicInteger done = new AtomicInteger();
                team.run(worker -> {
                    worker.barrier();
                    done.incrementAndGet();
                });
                assertThat(done).hasValue(3);
            }
        }
    }

    @Test
    void aFailureOfAllIsThrownOnce() {
        try (Team team = Team.of(4)) {
            assertThatThrownBy(() -> team.run(worker -> {
                        throw new OutOfMemoryError("all");
                    }))
                    .isInstanceOf(OutOfMemoryError.class);
        }
    }

    @Test
    void manyTeamsShareTheCores() throws InterruptedException {
        int teams = 4 * Runtime.getRuntime().availableProcessors();
        AtomicInteger done = new AtomicInteger();
        Thread[] callers = new Thread[teams];
        for (int caller = 0; caller < teams; caller++) {
            callers[caller] = Thread.ofPlatform().start(() -> {
                try (Team team = Team.of(3)) {
                    team.run(worker -> {
                        for (int phase = 0; phase < 100; phase++) {
                            worker.barrier();
                        }
                    });
                    done.incrementAndGet();
                }
            });
        }
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(done).hasValue(teams);
    }

    @Test
    void aClosedTeamRefusesToRunAndItsThreadsEnd() throws InterruptedException {
        Team team = Team.of(2);
        Thread[] helper = new Thread[1];
        team.run(worker -> {
            if (worker.index() == 1) {
                helper[0] = Thread.currentThread();
            }
        });
        team.close();
        team.close();
        helper[0].join();
        assertThatThrownBy(() -> team.run(worker -> {})).hasMessageContaining("closed");
    }

    @Test
    void refusesATeamOfNobody() {
        assertThatThrownBy(() -> Team.of(0)).hasMessageContaining("got 0");
    }

    @Test
    void slicesCoverEverythingOnceAndStartAtCacheLines() {
        for (int count : new int[] {1, 2, 3, 7}) {
            for (int n : new int[] {0, 1, 15, 16, 17, 100, 1000, Integer.MAX_VALUE}) {
                Worker[] workers = workers(count);
                assertThat(workers[0].from(n)).isZero();
                assertThat(workers[count - 1].to(n)).isEqualTo(n);
                for (int index = 1; index < count; index++) {
                    assertThat(workers[index].from(n)).isEqualTo(workers[index - 1].to(n));
                    assertThat(workers[index].from(n) % 16 == 0 || workers[index].from(n) == n)
                            .isTrue();
                }
            }
        }
    }

    private static Worker[] workers(int count) {
        Worker[] workers = new Worker[count];
        Arrays.setAll(workers, index -> new TeamWorker(index, count, new Barrier(count)));
        return workers;
    }
}
