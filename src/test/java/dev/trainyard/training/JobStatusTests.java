package dev.trainyard.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JobStatusTests {
    @ParameterizedTest
    @CsvSource({
        "QUEUED,    CLAIM:RUNNING CANCEL:CANCELLED",
        "RUNNING,   RELEASE:QUEUED SUCCEED:SUCCEEDED FAIL:FAILED CANCEL:CANCELLED PAUSE:PAUSED",
        "PAUSED,    CANCEL:CANCELLED RESUME:QUEUED",
        "SUCCEEDED, ''",
        "FAILED,    ''",
        "CANCELLED, ''",
    })
    void movesOnlyAlongTheChart(JobStatus from, String chart) {
        for (Move move : Move.values()) {
            String way = java.util.Arrays.stream(chart.split(" "))
                    .filter(arrow -> arrow.startsWith(move.name() + ":"))
                    .findFirst()
                    .orElse("");
            if (way.isEmpty()) {
                assertThatThrownBy(() -> from.after(move))
                        .isInstanceOf(IllegalMove.class)
                        .hasMessage("cannot " + move + " a job that is " + from.word());
            } else {
                assertThat(from.after(move)).hasToString(way.substring(way.indexOf(':') + 1));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(JobStatus.class)
    void nothingLeavesATerminalStatus(JobStatus status) {
        boolean left = java.util.Arrays.stream(Move.values())
                .anyMatch(move -> move.from().contains(status));
        assertThat(left).isEqualTo(!status.terminal());
    }

    @ParameterizedTest
    @EnumSource(JobStatus.class)
    void isFoundByItsWord(JobStatus status) {
        assertThat(JobStatus.of(status.word())).isEqualTo(status);
    }
}
