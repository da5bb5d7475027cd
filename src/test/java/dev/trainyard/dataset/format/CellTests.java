package dev.trainyard.dataset.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellTests {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "1",
                "+1",
                "007",
                "1.5",
                ".5",
                "5.",
                "-1.25e-3",
                "1E6",
                "123456789012345",
                "1234567890123456",
                "0.1",
                "0.000001234",
                "9007199254740993",
                "1e22",
                "1e23",
                "1.7976931348623157e308",
                "4.9e-324",
                "2e-400",
                "0.30000000000000004",
                "123456.789e3",
                "99999999999999999999999999999999",
                "0e999999999999"
            })
    void readsNumbersAsJavaDoes(String text) {
        assertThat(Cell.of(text).number()).isEqualTo(Double.parseDouble(text));
        assertThat(Cell.of("  " + text + "\t").number()).isEqualTo(Double.parseDouble(text));
    }

    @Test
    void readsRandomNumbersAsJavaDoes() {
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            double number = switch (i % 3) {
                case 0 -> Double.longBitsToDouble(random.nextLong());
                case 1 -> random.nextInt(1_000_000) / 1000.0;
                default -> random.nextGaussian();
            };
            if (Double.isFinite(number)) {
                assertThat(Cell.of(Double.toString(number)).number()).isEqualTo(number);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x", "1f", "1d", "0x10", "1_000", "1,5", "1 2", "--1", "+", "-", ".", "e5", "1e", "1e+", "1.2.3", "１"
            })
    void takesNothingElseForANumber(String text) {
        assertThat(Cell.of(text).number()).isNaN();
    }

    @ParameterizedTest
    @CsvSource({"inf,1", "-inf,-1", "+Infinity,1", "-INFINITY,-1", "1e999,1", "-1e400,-1"})
    void knowsInfinities(String text, int sign) {
        assertThat(Cell.of(text).number()).isEqualTo(sign * Double.POSITIVE_INFINITY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "NA", "na", "N/A", "n/a", "NaN", "nan", "NULL", "null", "?", " ? "})
    void knowsMissingValues(String text) {
        assertThat(Cell.of(text).missing()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "none", "-", "nah", "N", "??", "nullnull"})
    void takesNothingElseForMissing(String text) {
        assertThat(Cell.of(text).missing()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01, 0",
        "1970-01-02, 86400",
        "2024-02-29T12:00, 1709208000",
        "2024-02-29 12:00:00, 1709208000",
        "2024-02-29T12:00:00Z, 1709208000",
        "2024-02-29T14:00:00+02:00, 1709208000",
        "2024-02-29T14:00:00+0200, 1709208000",
        "2024-02-29T12:00:00.25Z, 1709208000.25",
        "1969-12-31T23:59:59.5Z, -0.5"
    })
    void readsTimes(String text, double seconds) {
        assertThat(Cell.of(text).time()).isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-02-30",
                "2024-13-01",
                "2024-2-1",
                "01/02/2024",
                "2024-02-01T25:00",
                "2024-02-01T",
                "2024-02-01x"
            })
    void takesNothingElseForATime(String text) {
        assertThat(Cell.of(text).time()).isNaN();
    }

    @Test
    void readsTruth() {
        assertThat(Cell.of("True").truth()).isEqualTo(1);
        assertThat(Cell.of("FALSE").truth()).isZero();
        assertThat(Cell.of("yes").truth()).isEqualTo(-1);
        assertThat(Cell.of("trues").truth()).isEqualTo(-1);
    }
}
