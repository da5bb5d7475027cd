package dev.trainyard.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.dataset.format.Unreadable;
import java.io.IOException;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damages good files at random: whatever comes of it is a dataset or a refusal with a place, never anything else. */
class MalformedFileFuzzTests {
    private static final int ROUNDS = 2000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void readsOrRefusesDamagedFiles(long seed) throws IOException {
        Random random = new Random(seed);
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] file = DamagedFiles.damaged(random);
            byte @Nullable [] labels = random.nextInt(3) == 0 ? DamagedFiles.damagedLabels(random) : null;
            refused += isRefused(file, labels) ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(ROUNDS / 5);
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void refusesWhatIsSurelyBroken(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] file = DamagedFiles.broken(random);
            assertThatThrownBy(() -> UploadedFiles.table(UploadedFiles.look(UploadedFiles.source(file), null)))
                    .isInstanceOf(Unreadable.class)
                    .message()
                    .matches(DamagedFiles.PLACE);
        }
    }

    private static boolean isRefused(byte[] file, byte @Nullable [] labels) throws IOException {
        try {
            UploadedFiles.table(UploadedFiles.look(
                    UploadedFiles.source(file), labels == null ? null : UploadedFiles.source(labels)));
            return false;
        } catch (Unreadable e) {
            assertThat(e.getMessage()).matches(DamagedFiles.PLACE);
            return true;
        }
    }
}
