package dev.trainyard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.RestCalls.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are no datasets. */
abstract class MalformedUploadContract extends RefusalContract {
    private static final String BOUNDARY = "cut-here";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        ragged row, too short      | a,b,c\\n1,2,3\\n4,5\\n              | line 3
        ragged row, too long       | a,b\\n1,2\\n3,4,5\\n                | line 3
        unclosed quote             | a,b\\n1,2\\n3,"four\\n              | line 3
        header without rows        | a,b\\n                              | row
        only empty lines           | \\n\\n\\n                              |
        nothing but white space    | \\s\\s\\n\\s\\t\\s\\n               | no value
        every value missing        | a,b\\n,NA\\n?,null\\n               | no value
        two columns of one name    | a,b,a\\n1,2,3\\n                    | "a
        """)
    void refusesABrokenTable(String what, String csv, String place) {
        assertRefused(upload("text/csv", bytes(csv.translateEscapes())), 422, "invalid_data", place);
    }

    @Test
    void refusesAnEmptyFile() {
        assertRefused(upload("text/csv", new byte[0]), 422, "invalid_data", "empty");
    }

    @Test
    void refusesTextThatIsNotUtf8AndNamesTheLine() {
        byte[] latin = "name,value\nok,1\nM\u00fcller,2\n".getBytes(StandardCharsets.ISO_8859_1);
        assertRefused(upload("text/csv", latin), 422, "invalid_data", "UTF-8");
    }

    @Test
    void refusesAMillionColumns() {
        byte[] csv = bytes("x,".repeat(1_000_000) + "x\n" + "1,".repeat(1_000_000) + "1\n");
        assertRefused(upload("text/csv", csv), 413, "too_large", "columns");
    }

    @Test
    void refusesACellOfManyMegabytes() {
        assertRefused(upload("text/csv", bytes("a,b\n1," + "x".repeat(40_000_000) + "\n")), 413, "too_large", "line 2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        pickle              | application/octet-stream                | 80049532000000000000007d94288c0161944b018c0162944b02752e
        pickle as CSV       | text/csv                                | 80049532000000000000007d94288c0161944b018c0162944b02752e
        HDF5, as of Keras   | application/x-hdf5                      | 894844460d0a1a0a0000000000080800
        Java serialization  | application/x-java-serialized-object    | aced0005737200116a6176612e7574696c2e486173684d6170
        XML                 | application/xml                         | 3c3f786d6c2076657273696f6e3d22312e30223f3e3c612f3e
        zip                 | application/zip                         | 504b0304140000000800
        JSON                | application/json                        | 7b7d
        """)
    void refusesWhatIsNoFormatOfDatasets(String what, String type, String hex) {
        Answer answer = upload(type, HexFormat.of().parseHex(hex));
        assertThat(answer.status()).as(answer.text()).isIn(415, 422);
        String code = answer.status() == 415 ? "unsupported_media_type" : "invalid_data";
        assertRefused(answer, answer.status(), code, null);
    }

    @Test
    void refusesImagesInThePlaceOfLabels() {
        assertRefused(upload(images(2, 4, 4, 32), images(2, 4, 4, 32)), 422, "invalid_data", "labels");
    }

    @Test
    void refusesImagesAndLabelsOfDifferentNumber() {
        assertRefused(upload(images(2, 4, 4, 32), labels(3, 3)), 422, "invalid_data", "3");
    }

    @ParameterizedTest
    @CsvSource({
        "2147483647,28,28,784",
        "2,4,4,31",
        "2,4,4,33",
        "2147483647,2147483647,2147483647,16",
        "0,4,4,0",
        "-1,4,4,16"
    })
    void refusesAHeaderThatLies(int count, int height, int width, int bytes) {
        Answer answer = upload(images(count, height, width, bytes), labels(2, 2));
        assertThat(answer.status()).as(answer.text()).isIn(413, 422);
        assertRefused(answer, answer.status(), answer.status() == 413 ? "too_large" : "invalid_data", "byte");
    }

    @Test
    void refusesAGzipBombEarly() {
        byte[] header = ByteBuffer.allocate(16)
                .putInt(0x803)
                .putInt(2)
                .putInt(4)
                .putInt(4)
                .array();
        byte[] bomb = gzip(Arrays.copyOf(header, 300_000_000));
        assertThat(bomb.length).isLessThan(400_000);
        assertRefused(upload(bomb, labels(2, 2)), 422, "invalid_data", null);
    }

    @Test
    void refusesTruncatedAndCorruptGzip() {
        byte[] whole = gzip(images(2, 4, 4, 32));
        assertRefused(upload(Arrays.copyOf(whole, whole.length - 9), labels(2, 2)), 422, "invalid_data", "packed");
        byte[] corrupt = whole.clone();
        corrupt[corrupt.length - 6] ^= 0x55;
        assertRefused(upload(corrupt, labels(2, 2)), 422, "invalid_data", "packed");
    }

    @Test
    void refusesAFormWithoutAFile() {
        assertRefused(form("name", bytes("iris"), "note", bytes("x")), 400, "invalid_request", "file");
    }

    @Test
    void refusesAFormatThatItDoesNotKnow() {
        assertRefused(form("file", bytes("a,b\n1,2\n"), "format", bytes("sas")), 415, "unsupported_media_type", "sas");
    }

    @Test
    void refusesAFormThatNeverEnds() {
        byte[] body = bytes("--" + BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.csv\"\r\n\r\na,b\n1,2\n");
        assertRefused(
                calls.post("/v1/datasets", "multipart/form-data; boundary=" + BOUNDARY, body),
                400,
                "invalid_request",
                null);
    }

    @Test
    void refusesTenThousandParts() {
        String part = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"p\"\r\n\r\nx\r\n";
        byte[] body = bytes(part.repeat(10_000) + "--" + BOUNDARY + "--\r\n");
        Answer answer = calls.post("/v1/datasets", "multipart/form-data; boundary=" + BOUNDARY, body);
        assertRefused(answer, 400, "invalid_request", "p");
    }

    @Test
    void takesANameThatLooksLikeAPathForAName() {
        Answer answer = form("file", bytes("a,b\n1,2\n3,4\n"), "name", bytes("../../etc/passwd"));
        assertThat(answer.ok().get("name").stringValue()).isEqualTo("../../etc/passwd");
    }

    private Answer upload(String type, byte[] body) {
        return calls.post("/v1/datasets", type, body);
    }

    private Answer upload(byte[] images, byte[] labels) {
        return form("file", images, "labels", labels);
    }

    /** A form of two parts of which those called file and labels are files. */
    private Answer form(String name1, byte[] body1, String name2, byte[] body2) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        part(out, name1, body1);
        part(out, name2, body2);
        out.writeBytes(bytes("--" + BOUNDARY + "--\r\n"));
        return calls.send(calls.request("/v1/datasets")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(out.toByteArray()))
                .build());
    }

    private static void part(ByteArrayOutputStream out, String name, byte[] body) {
        boolean file = name.equals("file") || name.equals("labels");
        out.writeBytes(bytes("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\""
                + (file ? "; filename=\"" + name + "\"" : "") + "\r\n\r\n"));
        out.writeBytes(body);
        out.writeBytes(bytes("\r\n"));
    }

    private static byte[] images(int count, int height, int width, int bytes) {
        return ByteBuffer.allocate(16 + bytes)
                .putInt(0x803)
                .putInt(count)
                .putInt(height)
                .putInt(width)
                .array();
    }

    private static byte[] labels(int count, int bytes) {
        return ByteBuffer.allocate(8 + bytes).putInt(0x801).putInt(count).array();
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
