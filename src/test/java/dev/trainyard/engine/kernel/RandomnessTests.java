package dev.trainyard.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Randomness is Philox4x32-10, and what is derived from it is distributed as it says. */
class RandomnessTests {
    private static final int MANY = 200_000;

    /** The known answers that come with the authors' library Random123, {@code kat_vectors}. */
    @Test
    void givesTheKnownAnswersOfPhilox() {
        assertBlock(0, 0, 0, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
        assertBlock(-1, -1, -1, 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
        assertBlock(
                0x299f31d0a4093822L,
                0x85a308d3243f6a88L,
                0x0370734413198a2eL,
                0xd16cfe09,
                0x94fdcceb,
                0x5001e420,
                0x24126ea1);
    }

    @Test
    void wordsAreTheBlocksInOrder() {
        long low = Randomness.block(5, 3, 0, 0);
        long high = Randomness.block(5, 3, 0, 2);
        assertThat(Randomness.word(5, 12)).isEqualTo((int) low);
        assertThat(Randomness.word(5, 13)).isEqualTo((int) (low >>> 32));
        assertThat(Randomness.word(5, 14)).isEqualTo((int) high);
        assertThat(Randomness.word(5, 15)).isEqualTo((int) (high >>> 32));
    }

    @Test
    void uniformNumbersFillTheUnitInterval() {
        double sum = 0;
        float lowest = 1;
        float highest = 0;
        for (int i = 0; i < MANY; i++) {
            float value = Randomness.uniform(42, i);
            sum += value;
            lowest = Math.min(lowest, value);
            highest = Math.max(highest, value);
        }
        assertThat(lowest).isBetween(0f, 1e-4f);
        assertThat(highest).isBetween(0.9999f, Math.nextDown(1f));
        assertThat(sum / MANY).isCloseTo(0.5, within(0.003));
    }

    @Test
    void normalNumbersHaveTheMomentsOfTheNormalDistribution() {
        double sum = 0;
        double squares = 0;
        double fourth = 0;
        for (int i = 0; i < MANY; i++) {
            double value = Randomness.normal(42, i);
            sum += value;
            squares += value * value;
            fourth += value * value * value * value;
        }
        assertThat(sum / MANY).isCloseTo(0, within(0.01));
        assertThat(squares / MANY).isCloseTo(1, within(0.02));
        assertThat(fourth / MANY).isCloseTo(3, within(0.1));
    }

    @Test
    void permutationsHaveEveryNumberOnceAndDependOnTheKey() {
        int[] first = new int[1000];
        int[] second = new int[1000];
        Randomness.permutation(1, 1000, first);
        Randomness.permutation(2, 1000, second);
        assertThat(first).isNotEqualTo(second);
        Arrays.sort(first);
        for (int i = 0; i < first.length; i++) {
            assertThat(first[i]).isEqualTo(i);
        }
    }

    @Test
    void permutationsSwapDownwardsWithTheNumbersOfTheirKey() {
        for (int size = 0; size < 100; size++) {
            int[] expected = IntStream.range(0, size).toArray();
            for (int i = size - 1; i > 0; i--) {
                int j = Randomness.below(7, i, i + 1);
                int held = expected[i];
                expected[i] = expected[j];
                expected[j] = held;
            }
            int[] actual = new int[size];
            Randomness.permutation(7, size, actual);
            assertThat(actual).isEqualTo(expected);
        }
    }

    @Test
    void everyOrderOfThreeIsAboutAsLikely() {
        int[] seen = new int[27];
        int[] order = new int[3];
        for (int key = 0; key < 60_000; key++) {
            Randomness.permutation(key, 3, order);
            seen[order[0] * 9 + order[1] * 3 + order[2]]++;
        }
        assertThat(Arrays.stream(seen).filter(count -> count > 0))
                .hasSize(6)
                .allMatch(count -> Math.abs(count - 10_000) < 400);
    }

    @Test
    void keysOfDifferentPathsDiffer() {
        Set<Long> keys = new HashSet<>();
        for (long seed = 0; seed < 20; seed++) {
            keys.add(Randomness.key(seed));
            for (long first = 0; first < 20; first++) {
                keys.add(Randomness.key(seed, first));
                for (long second = 0; second < 20; second++) {
                    keys.add(Randomness.key(seed, first, second));
                }
            }
        }
        assertThat(keys).hasSize(20 * (1 + 20 + 400));
    }

    @Test
    void numbersBelowABoundAreEvenlySpread() {
        int[] seen = new int[7];
        for (int i = 0; i < 70_000; i++) {
            seen[Randomness.below(9, i, 7)]++;
        }
        assertThat(Arrays.stream(seen)).allMatch(count -> Math.abs(count - 10_000) < 400);
    }

    private static void assertBlock(long key, long counter, long highCounter, int... words) {
        long low = Randomness.block(key, counter, highCounter, 0);
        long high = Randomness.block(key, counter, highCounter, 2);
        assertThat(new int[] {(int) low, (int) (low >>> 32), (int) high, (int) (high >>> 32)})
                .containsExactly(words);
    }
}
