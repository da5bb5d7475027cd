package dev.trainyard.dataset.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignFormatTests {
    @ParameterizedTest
    @CsvSource({
        "5041523115041500, Parquet",
        "504b030414000800, zip",
        "80049500000000, pickle",
        "894844460d0a1a0a00, HDF5",
        "934e554d5059010076, NumPy",
        "4152524f57310000, Arrow",
        "aced0005737200, Java object",
        "425a6839314159265359001122, bzip2",
        "fd377a585a0000, xz",
        "28b52ffd0458, Zstandard",
        "7b2261223a317d, JSON",
        "5b7b2261223a317d5d, JSON",
        "3c3f786d6c2076657273696f6e3d, XML",
        "255044462d312e37, PDF"
    })
    void namesWhatIsNotReadHere(String hex, String name) {
        byte[] file = java.util.HexFormat.of().parseHex(hex);
        assertThatThrownBy(() -> Files.read(file, null))
                .isInstanceOfSatisfying(
                        Unreadable.class, e -> assertThat(e.reason()).isEqualTo(Unreadable.Reason.UNSUPPORTED))
                .hasMessageContaining(name)
                .hasMessageContaining("csv")
                .hasMessageContaining("idx");
    }

    @Test
    void takesWordsForWords() throws IOException {
        for (String name : new String[] {"ORC", "PAR1", "BZh", "Obj", "ARROW1", "RDX2", "GIF87a"}) {
            assertThat(Files.read((name + ",b\n1,2\n").getBytes(StandardCharsets.UTF_8), null)
                            .getFirst())
                    .containsExactly(name, "b");
        }
    }
}
