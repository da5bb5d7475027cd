package dev.trainyard.dataset.format;

import static dev.trainyard.dataset.format.Files.bytes;
import static dev.trainyard.dataset.format.Files.gzip;
import static dev.trainyard.dataset.format.Files.join;
import static dev.trainyard.dataset.format.Files.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTests {
    @Test
    void readsQuotesAndLineBreaksWithin() throws IOException {
        assertThat(read("name,said\r\nAnn,\"Hello, \"\"Bob\"\"\nand all\"\r\nBob,\"\"\r\n"))
                .containsExactly(
                        List.of("name", "said"), List.of("Ann", "Hello, \"Bob\"\nand all"), List.of("Bob", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void readsEveryLineEnd(String end) throws IOException {
        assertThat(read(String.join(end, "a,b", "1,2", "3,4")))
                .containsExactly(List.of("a", "b"), List.of("1", "2"), List.of("3", "4"));
        assertThat(read(String.join(end, "a,b", "1,2", "3,4", ""))).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void findsTheSeparator(String separator) throws IOException {
        assertThat(read("x,y;z\n1,2;3\n"
                        .replace(',', '|')
                        .replace(";", separator)
                        .replace('|', ' ')))
                .containsExactly(List.of("x y", "z"), List.of("1 2", "3"));
        assertThat(read(String.join(separator, "one", "two") + "\n" + String.join(separator, "1", "\",;\t\"") + "\n"))
                .containsExactly(List.of("one", "two"), List.of("1", ",;"));
    }

    @Test
    void prefersTheSeparatorBetweenDecimalCommas() throws IOException {
        assertThat(read("1,5;2,5;3,5\n4,5;5,5;6,5\n"))
                .containsExactly(
                        List.of("column_1", "column_2", "column_3"),
                        List.of("1,5", "2,5", "3,5"),
                        List.of("4,5", "5,5", "6,5"));
    }

    @Test
    void skipsAByteOrderMarkAndEmptyLines() throws IOException {
        assertThat(read("\ufeffa,b\n\n1,2\n\n\n3,4\n\n"))
                .containsExactly(List.of("a", "b"), List.of("1", "2"), List.of("3", "4"));
    }

    @Test
    void readsOneColumn() throws IOException {
        assertThat(read("age\n1\n2\n")).containsExactly(List.of("age"), List.of("1"), List.of("2"));
    }

    @Test
    void ignoresWhiteSpaceAroundValues() throws IOException {
        assertThat(read("a , b\n 1,  x y \n")).containsExactly(List.of("a", "b"), List.of("1", "x y"));
    }

    @Test
    void namesColumnsWithoutAHeader() throws IOException {
        assertThat(read("5.1,3.5,setosa\n4.9,3.0,setosa\n").getFirst())
                .containsExactly("column_1", "column_2", "column_3");
        assertThat(read("p,x,s,p\ne,x,s,p\np,x,y,e\n").getFirst())
                .containsExactly("column_1", "column_2", "column_3", "column_4");
        assertThat(read("2024-01-01,5\n2024-01-02,6\n")).hasSize(3);
    }

    @Test
    void knowsAHeader() throws IOException {
        assertThat(read("id,when\n1,2024-01-01\n").getFirst()).containsExactly("id", "when");
        assertThat(read("city,color\nRome,red\nParis,blue\n").getFirst()).containsExactly("city", "color");
        assertThat(read("id,2019,2020\nx,1,2\ny,3,4\n").getFirst())
                .as("years look like values")
                .containsExactly("column_1", "column_2", "column_3");
    }

    @Test
    void readsEveryAlphabet() throws IOException {
        String text = "größe,名前,😀\n1,日本,😀😀\n";
        assertThat(read(text).getLast()).containsExactly("1", "日本", "😀😀");
        String split = "a,b\n" + "é日😀,1\n".repeat(40_000);
        assertThat(read(split)).hasSize(40_001).last().isEqualTo(List.of("é日😀", "1"));
    }

    @Test
    void unpacksMembersOfGzip() throws IOException {
        byte[] packed = gzip(bytes("a,b\n1,2\n"), bytes(""), bytes("3,4\n"), bytes("5,6\n"));
        assertThat(read(packed, null)).hasSize(4).last().isEqualTo(List.of("5", "6"));
        assertThat(read(join(packed, new byte[500]), null)).hasSize(4);
    }

    @Test
    void refusesRaggedRows() {
        assertRefused("a,b,c\n1,2,3\n4,5\n", "line 3: expected 3 fields as in line 1, got 2");
        assertRefused("a,b\n1,2\n\n\"x\ny\",2\n4,5,6\n", "line 6: expected 2 fields as in line 1, got 3");
        assertRefused("1,2\n3,4\n5\n", "line 3: expected 2 fields as in line 1, got 1");
    }

    @Test
    void refusesBadNames() {
        assertRefused("a,b,a\n1,2,3\n", "line 1, column 3: the name \"a\" is that of column 1 already");
        assertRefused("a,,c\n1,2,3\n", "line 1, column 2: the name is empty");
        assertRefused(",a\n0,1\n", "line 1, column 1: the name is empty");
        assertRefused("a,\"b\nc\"\n0,1\n", "line 1, column 2: the name has a control character");
        assertRefused("a," + "b".repeat(300) + "\n1,2\n", "line 1, column 2: the name is longer than 255 characters");
    }

    @Test
    void refusesOpenQuotes() {
        assertRefused("a,b\n1,2\n3,\"4\n5,6\n", "line 3: a quote opens");
        assertRefused("a,b\n1,\"" + "x\n".repeat(200_000), "line 2: a quote opens");
        assertRefused("a,b\n1,\"x\"y\n", "line 2: expected a separator");
    }

    @Test
    void refusesFilesWithoutRows() {
        assertRefused("", "byte 0: the file is empty");
        assertRefused("\n\n", "line 1: there is no row");
        assertRefused("a,b\n", "line 1: there is no row behind the names of the columns");
        assertRefused("\ufeff", "line 1: there is no row");
    }

    @Test
    void refusesWhatIsNoUtf8() {
        byte[] latin = "a,b\n1,caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
        assertRefused(latin, "line 2, character 6, byte 9: expected UTF-8, got 0xe9; save the file as UTF-8");
        assertRefused(join(bytes("a,b\n1,"), new byte[] {(byte) 0xc0, (byte) 0xaf}), "line 2, character 3, byte 6");
        assertRefused(join(bytes("a,b\n1,"), new byte[] {(byte) 0xe2, (byte) 0x82}), "line 2, character 3, byte 6");
        assertRefused(
                join(bytes("a,b\n"), bytes("1,2\n".repeat(50_000)), new byte[] {(byte) 0xff}), "line 50002, char");
        assertRefused("a,b\n1,2\n".getBytes(StandardCharsets.UTF_16), "UTF-16");
    }

    @Test
    void refusesNulCharacters() {
        assertRefused("a,b\n1,x\0y\n", "line 2, character 4: there is a NUL character");
    }

    @Test
    void refusesTooMuch() {
        assertRefused("a,b\n1," + "x".repeat(200_000) + "\n", "line 2: it is longer than 131072 characters");
        assertRefused("a,b\n1,\"" + "x\n".repeat(70_000) + "\"\n", "line 2");
        String wide = IntStream.rangeClosed(0, 1000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        assertRefused(wide + "\n", "line 1: it has more than 1000 columns");
        assertRefused("a\n" + "1\n".repeat(100_001), "line 100002: there are more than 100000 rows");
    }

    @Test
    void refusesBombs() throws IOException {
        assertRefused(
                gzip(bytes("a,b\n" + "1,2222222222222222\n".repeat(90_000))), "it unpacks to more than 1048576 bytes");
        assertRefused(gzip(gzip(bytes("a,b\n1,2\n"))), "gzip within gzip");
    }

    @Test
    void refusesDamagedGzip() throws IOException {
        byte[] packed = gzip(bytes("a,b\n1,2\n3,4\n"));
        assertRefused(join(packed, bytes("rest")), "expected another gzip member or the end");
        byte[] lying = packed.clone();
        lying[packed.length - 4]++;
        assertRefused(lying, "the trailer says 13 bytes, there are 12");
        byte[] wrongSum = packed.clone();
        wrongSum[packed.length - 8]++;
        assertRefused(wrongSum, "checksum");
        for (int length = 2; length < packed.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(packed, length);
            assertThatThrownBy(() -> read(cut, null)).isInstanceOf(Unreadable.class);
        }
    }

    @Test
    void refusesLabels() {
        assertThatThrownBy(() -> read(bytes("a,b\n1,2\n"), bytes("a\n1\n")))
                .isInstanceOfSatisfying(
                        Unreadable.class, e -> assertThat(e.part()).isEqualTo("labels"));
    }

    @Test
    void readsALongFileInLittleMemory() throws IOException {
        long length = 60_000_000;
        Source source = () -> new RepeatingStream("a,b\n", "12.5,some words\n", length);
        Limits limits = new Limits(1 << 30, Integer.MAX_VALUE, 10, 1000);
        long before = held();
        long count = 0;
        try (Rows rows = DatasetFormat.of(source, limits).open(source, null, limits)) {
            while (rows.next()) {
                count += rows.cell(0).number() == 12.5 ? 1 : 0;
                if (count == length / 17) {
                    assertThat(held() - before).as("bytes held").isLessThan(length / 2);
                }
            }
        }
        assertThat(count).isEqualTo(length / 16);
    }

    /** Bytes of the heap that are still reachable. */
    private static long held() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** A header, then the same line again and again. */
    private static final class RepeatingStream extends InputStream {
        private final byte[] head;
        private final byte[] line;
        private final long length;
        private long position;

        RepeatingStream(String head, String line, long length) {
            this.head = bytes(head);
            this.line = bytes(line);
            this.length = this.head.length + length / this.line.length * this.line.length;
        }

        @Override
        public int read() {
            if (position == length) {
                return -1;
            }
            long at = position++;
            return at < head.length ? head[(int) at] : line[(int) ((at - head.length) % line.length)];
        }

        @Override
        public int read(byte[] target, int offset, int count) {
            int done = 0;
            for (int b; done < count && (b = read()) >= 0; done++) {
                target[offset + done] = (byte) b;
            }
            return done == 0 && count > 0 ? -1 : done;
        }
    }

    private static void assertRefused(String file, String message) {
        assertRefused(bytes(file), message);
    }

    private static void assertRefused(byte[] file, String message) {
        assertThatThrownBy(() -> read(file, null))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining(message);
    }
}
