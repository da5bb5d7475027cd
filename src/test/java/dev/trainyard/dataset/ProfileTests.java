package dev.trainyard.dataset;

import static dev.trainyard.dataset.UploadedFiles.column;
import static dev.trainyard.dataset.UploadedFiles.profile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trainyard.dataset.format.Unreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileTests {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        1 2.5 -3e2           | NUMBER
        1 2 3                | INTEGER
        1.0 2.00 3e1         | INTEGER
        1 NA 2.5 ? null      | NUMBER
        99999999999999999999 | NUMBER
        true FALSE True      | BOOLEAN
        true true            | BOOLEAN
        yes no               | CATEGORY
        1 2 x                | CATEGORY
        true 1               | CATEGORY
        1 true               | CATEGORY
        2024-01-01 2024-02-03T04:05Z | TIMESTAMP
        2024-01-01 7         | CATEGORY
        7 2024-01-01         | CATEGORY
        2024-01-01 2024-13-01 | CATEGORY
        NA ? null            | NUMBER
        """)
    void infersTheTypeFromAllValues(String values, ColumnType type) throws IOException {
        String csv = "id,x\n"
                + IntStream.range(0, values.split(" ").length)
                        .mapToObj(i -> i + "," + values.split(" ")[i] + "\n")
                        .collect(Collectors.joining());
        ColumnProfile column = column(csv, "x");
        assertThat(column.type()).isEqualTo(type);
        assertThat(column.note()).isNull();
    }

    @Test
    void countsMissingValuesApart() throws IOException {
        ColumnProfile x = column("id,x\n1,\n2,NA\n3,n/a\n4,NaN\n5,NULL\n6,?\n7,\"\"\n8,  \n9,4\n", "x");
        assertThat(x.missing()).isEqualTo(8);
        assertThat(x.distinct()).isEqualTo(1);
        assertThat(x.mean()).isEqualTo(4);
        assertThat(x.std()).isZero();
    }

    @Test
    void hasNoStatisticsOfAColumnWithoutValues() throws IOException {
        ColumnProfile x = column("id,x\n1,\n2,NA\n", "x");
        assertThat(x.type()).isEqualTo(ColumnType.NUMBER);
        assertThat(x.missing()).isEqualTo(2);
        assertThat(x.distinct()).isZero();
        assertThat(x.min()).isNull();
        assertThat(x.std()).isNull();
    }

    @Test
    void keepsAccuracyFarFromZero() throws IOException {
        String csv = "x\n" + "1000000001\n1000000002\n1000000003\n".repeat(1000);
        ColumnProfile x = column(csv, "x");
        assertThat(x.mean()).isCloseTo(1_000_000_002.0, within(1e-5));
        assertThat(x.std()).isCloseTo(Math.sqrt(2000.0 / 2999), within(1e-6));
    }

    @Test
    void sortsCategories() throws IOException {
        assertThat(column("id,x\n1,b\n2,a\n3,B\n4,a\n5,10\n6,9\n", "x").categories())
                .containsExactly("10", "9", "B", "a", "b");
    }

    @Test
    void takesALookMoreWhereWordsTurnUpLate() throws IOException {
        String csv = "id,x\n" + "1,5\n2,7\n".repeat(500) + "3,none\n4,6\n";
        ColumnProfile x = column(csv, "x");
        assertThat(x.type()).isEqualTo(ColumnType.CATEGORY);
        assertThat(x.categories()).containsExactly("5", "6", "7", "none");
        assertThat(x.note())
                .isEqualTo("1001 of 1002 values are numbers; the first that is not is \"none\" in line 1002");
    }

    @Test
    void saysWhyALongColumnOfNumbersIsText() throws IOException {
        String numbers = IntStream.range(0, 20_000).mapToObj(i -> i + "." + i).collect(Collectors.joining("\n"));
        ColumnProfile x = column("x\n" + numbers + "\noops\n", "x");
        assertThat(x.type()).isEqualTo(ColumnType.TEXT);
        assertThat(x.note()).contains("20000 of 20001").contains("\"oops\" in line 20002");
        assertThat(x.distinctExact()).isFalse();
        assertThat(x.distinct()).isEqualTo(10_000);
    }

    @Test
    void tellsTextFromCategories() throws IOException {
        String names = IntStream.range(0, 60)
                .mapToObj(i -> i + ",n" + i + ",c" + i % 30)
                .collect(Collectors.joining("\n"));
        List<ColumnProfile> columns = profile("id,name,city\n" + names + "\n").columns();
        assertThat(columns.get(1).type()).isEqualTo(ColumnType.TEXT);
        assertThat(columns.get(1).distinct()).isEqualTo(60);
        assertThat(columns.get(1).distinctExact()).isTrue();
        assertThat(columns.get(1).categories()).isNull();
        assertThat(columns.get(2).type()).isEqualTo(ColumnType.CATEGORY);
        String longWord = "x".repeat(300);
        assertThat(column("id,x\n1," + longWord + "\n2," + longWord + "\n", "x").type())
                .isEqualTo(ColumnType.TEXT);
    }

    @Test
    void refusesAnInfinityAmongNumbersOnly() throws IOException {
        assertThatThrownBy(() -> profile("id,x\n1,2.5\n2,3\n3,-inf\n4,1\n"))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("line 4, column \"x\"")
                .hasMessageContaining("finite");
        assertThat(column("id,x\n1,inf\n2,x\n", "x").type()).isEqualTo(ColumnType.CATEGORY);
    }

    @Test
    void countsDifferentNumbersUpToALimit() throws IOException {
        Random random = new Random(3);
        String csv = "few,many\n"
                + IntStream.range(0, 30_000)
                        .mapToObj(i -> i % 1000 + "," + random.nextDouble())
                        .collect(Collectors.joining("\n"));
        List<ColumnProfile> columns = profile(csv).columns();
        assertThat(columns.get(0).distinct()).isEqualTo(1000);
        assertThat(columns.get(0).distinctExact()).isTrue();
        assertThat(columns.get(1).distinct()).isEqualTo(10_000);
        assertThat(columns.get(1).distinctExact()).isFalse();
    }

    @Test
    void staysWithinItsMemoryAndSaysSo() throws IOException {
        Random random = new Random(4);
        StringBuilder csv = new StringBuilder("a,b,c,d\n");
        for (int i = 0; i < 5000; i++) {
            for (int column = 0; column < 4; column++) {
                csv.append(column == 0 ? "" : ",")
                        .append(column == 3 ? "w" : "")
                        .append(random.nextLong());
            }
            csv.append('\n');
        }
        Profile profile = Profile.of(UploadedFiles.look(csv.toString()), 100_000);
        assertThat(profile.columns())
                .extracting(ColumnProfile::type)
                .containsExactly(ColumnType.NUMBER, ColumnType.NUMBER, ColumnType.NUMBER, ColumnType.TEXT);
        assertThat(profile.columns().getLast().distinctExact()).isFalse();
        assertThat(profile.columns().getLast().distinct()).isBetween(100L, 5000L);
    }

    @Test
    void countsPixelsOfImages() throws IOException {
        Path images = Path.of("/usr/share/datasets/fashion-mnist/t10k-images-idx3-ubyte.gz");
        Profile profile =
                Profile.of(UploadedFiles.look(() -> Files.newInputStream(images), null), UploadedFiles.DISTINCT_BYTES);
        ColumnProfile image = profile.columns().getFirst();
        assertThat(profile.rows()).isEqualTo(10_000);
        assertThat(image.shape()).containsExactly(28, 28);
        assertThat(image.min()).isZero();
        assertThat(image.max()).isEqualTo(255);
        assertThat(image.mean()).isCloseTo(73.1466, within(1e-3));
        assertThat(image.std()).isCloseTo(89.873, within(1e-2));
    }
}
