package dev.trainyard.dataset;

import static dev.trainyard.dataset.UploadedFiles.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.engine.data.CategoryColumn;
import dev.trainyard.engine.data.NumberColumn;
import dev.trainyard.engine.data.Table;
import dev.trainyard.engine.data.TensorColumn;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableFileTests {
    private static final String CSV = """
        number,small,medium,large,huge,truth,word,when,id
        0.1,-127,32767,-2147483647,9007199254740992,true,red,2024-05-01,a
        ,,,,,,,,
        -2.5,127,-32767,2147483647,-5,false,grün,1969-12-31T23:59:59Z,b
        """;

    @Test
    void keepsEveryValue() throws IOException {
        checkValues(table(CSV));
    }

    /** {@code table-v1.hex} is what {@link #CSV} was written as by version 1: such files are in databases. */
    @Test
    void readsFilesOfVersionOne() throws IOException {
        try (InputStream hex = TableFileTests.class.getResourceAsStream("table-v1.hex")) {
            byte[] file = HexFormat.of()
                    .parseHex(new String(hex.readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII).strip());
            checkValues(TableFileReader.read(new ByteArrayInputStream(file)));
        }
    }

    private static void checkValues(Table table) {
        assertThat(table.rows()).isEqualTo(3);
        assertThat(numbers(table, "number")).containsExactly(0.1, Double.NaN, -2.5);
        assertThat(numbers(table, "small")).containsExactly(-127, Double.NaN, 127);
        assertThat(numbers(table, "medium")).containsExactly(32767, Double.NaN, -32767);
        assertThat(numbers(table, "large")).containsExactly(-2147483647, Double.NaN, 2147483647);
        assertThat(numbers(table, "huge")).containsExactly(9007199254740992.0, Double.NaN, -5);
        assertThat(numbers(table, "when")).containsExactly(1714521600, Double.NaN, -1);
        CategoryColumn truth = (CategoryColumn) table.column("truth");
        assertThat(truth.categories()).containsExactly("false", "true");
        assertThat(truth.codes()).containsExactly(1, -1, 0);
        CategoryColumn word = (CategoryColumn) table.column("word");
        assertThat(word.categories()).containsExactly("grün", "red");
        assertThat(word.codes()).containsExactly(1, -1, 0);
        assertThat(word.text()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 65_535, 65_536, 65_537, 131_072})
    void keepsRowsOfSeveralGroups(int rows) throws IOException {
        StringBuilder csv = new StringBuilder("n,w\n");
        for (int row = 0; row < rows; row++) {
            csv.append(row).append(",w").append(row % 7).append('\n');
        }
        Table table = table(csv.toString());
        assertThat(table.rows()).isEqualTo(rows);
        double[] numbers = numbers(table, "n");
        int[] codes = ((CategoryColumn) table.column("w")).codes();
        for (int row = 0; row < rows; row++) {
            assertThat(numbers[row]).isEqualTo(row);
            assertThat(codes[row]).isEqualTo(row % 7);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 127, 128, 300, 9000})
    void keepsCodesOfAnyNumberOfCategories(int categories) throws IOException {
        StringBuilder csv = new StringBuilder("n,w\n");
        for (int row = 0; row < 3 * categories; row++) {
            csv.append("1,w%05d%n".formatted(row % categories));
        }
        CategoryColumn column = (CategoryColumn) table(csv.toString()).column("w");
        assertThat(column.categories()).hasSize(categories);
        assertThat(Arrays.stream(column.codes()).limit(categories)).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void keepsTextWhoseWordsAreFewEnough() throws IOException {
        StringBuilder few = new StringBuilder("n,t\n");
        StringBuilder many = new StringBuilder("n,t\n");
        for (int row = 0; row < 12_000; row++) {
            few.append("1,w").append(row % 9000).append('\n');
            many.append("1,w").append(row).append('\n');
        }
        CategoryColumn kept = (CategoryColumn) table(few.toString()).column("t");
        assertThat(kept.text()).isTrue();
        assertThat(kept.categories().get(kept.codes()[8999])).isEqualTo("w8999");
        CategoryColumn lost = (CategoryColumn) table(many.toString()).column("t");
        assertThat(lost.text()).isTrue();
        assertThat(lost.categories()).isEmpty();
        assertThat(lost.codes()).hasSize(12_000).containsOnly(CategoryColumn.MISSING);
    }

    @Test
    void keepsImagesAsBytes() throws IOException {
        byte[] pixels = new byte[3000 * 28 * 28];
        new Random(5).nextBytes(pixels);
        byte[] file = java.nio.ByteBuffer.allocate(16 + pixels.length)
                .putInt(0x803)
                .putInt(3000)
                .putInt(28)
                .putInt(28)
                .put(pixels)
                .array();
        Table table = table(UploadedFiles.look(UploadedFiles.source(file), null));
        assertThat(((TensorColumn) table.column("image")).values()).isEqualTo(pixels);
    }

    @Test
    void keepsNoTableInMemoryThatIsLargerThanItMayBe() throws IOException {
        Profile profile = UploadedFiles.profile(CSV);
        long bytes = TableFile.of(profile).bytes();
        assertThat(bytes).isEqualTo(3 * (6 * Double.BYTES + 3 * Integer.BYTES));
        assertThat(write(profile, bytes)).isNotNull();
        assertThat(write(profile, bytes - 1)).isNull();
    }

    private static @Nullable Table write(Profile profile, long mostKept) throws IOException {
        return TableFileWriter.write(profile, UploadedFiles.look(CSV), OutputStream.nullOutputStream(), mostKept);
    }

    @Test
    void refusesACutOrForeignFile() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        TableFileWriter.write(UploadedFiles.profile(CSV), UploadedFiles.look(CSV), file, 0);
        byte[] bytes = file.toByteArray();
        for (int length = 0; length < bytes.length; length += 7) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> TableFileReader.read(new ByteArrayInputStream(cut)))
                    .isInstanceOf(IOException.class);
        }
        bytes[3]++;
        assertThatThrownBy(() -> TableFileReader.read(new ByteArrayInputStream(bytes)))
                .isInstanceOf(IOException.class);
    }

    private static double[] numbers(Table table, String column) {
        return ((NumberColumn) table.column(column)).values();
    }
}
