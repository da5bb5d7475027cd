package dev.trainyard.weights;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.engine.tensor.Shape;
import dev.trainyard.engine.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeTensorsTests {
    private static final long LIMIT = 1 << 20;

    @Test
    void readsBackWhatItWrote() throws IOException {
        float[] large = new float[70_001];
        Random random = new Random(1);
        for (int i = 0; i < large.length; i++) {
            large[i] = Float.intBitsToFloat(random.nextInt());
        }
        NamedTensors written = NamedTensors.of(
                Map.of(
                        "b.weight", new Tensor(Shape.of(70_001), large),
                        "a \"quoted\" größe\n", new Tensor(Shape.of(1, 2), new float[] {-0f, Float.NaN}),
                        "scalar", new Tensor(Shape.SCALAR, new float[] {3})),
                Map.of("epoch", "3", "text", "{\"nested\": \"ü\"}"));

        NamedTensors read = SafeTensors.read(new ByteArrayInputStream(bytes(written)), LIMIT);

        assertThat(read.metadata()).isEqualTo(written.metadata());
        assertThat(read.tensors().keySet()).isEqualTo(written.tensors().keySet());
        written.tensors().forEach((name, tensor) -> {
            assertThat(read.tensor(name).shape()).isEqualTo(tensor.shape());
            assertThat(bits(read.tensor(name).values())).isEqualTo(bits(tensor.values()));
        });
    }

    @Test
    void writesTheSameBytesForTheSameContents() throws IOException {
        Tensor tensor = new Tensor(Shape.of(2), new float[] {1, 2});
        NamedTensors one = NamedTensors.of(Map.of("x", tensor, "y", tensor), Map.of("a", "1", "b", "2"));
        assertThat(bytes(one)).isEqualTo(bytes(NamedTensors.of(one.tensors(), one.metadata())));
        assertThat(bytes(one)).hasSize((int) SafeTensors.bytes(one));
    }

    @Test
    void beginsTheDataAtAMultipleOfEight() throws IOException {
        for (String name : List.of("w", "ww", "www", "wwww", "wwwww", "wwwwww", "wwwwwww", "wwwwwwww")) {
            byte[] file = bytes(NamedTensors.of(Map.of(name, new Tensor(Shape.of(1), new float[1])), Map.of()));
            assertThat((file.length - 4) % 8).isZero();
        }
    }

    @Test
    void isTheSameStreamReadByteByByte() throws IOException {
        NamedTensors contents =
                NamedTensors.of(Map.of("a", new Tensor(Shape.of(5), new float[] {1, 2, 3, 4, 5})), Map.of("k", "v"));
        ByteArrayOutputStream single = new ByteArrayOutputStream();
        try (InputStream stream = SafeTensors.stream(contents)) {
            for (int b = stream.read(); b >= 0; b = stream.read()) {
                single.write(b);
            }
        }
        assertThat(single.toByteArray()).isEqualTo(bytes(contents));
    }

    @Test
    void readsAnEmptyFile() throws IOException {
        assertThat(read("{}", 0).tensors()).isEmpty();
    }

    @Test
    void loadsAFileOfVersionOne() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(getClass().getResourceAsStream("/weights/version-1.safetensors"))) {
            NamedTensors read = SafeTensors.read(file, LIMIT);
            assertThat(read.metadata()).containsEntry("epoch", "7").containsEntry("format", "trainyard-1");
            assertThat(read.tensors().keySet())
                    .containsExactly("größe", "hidden1.bias", "hidden1.weight", "output.scale");
            assertThat(read.tensor("hidden1.weight").shape()).isEqualTo(Shape.of(3, 2));
            assertThat(bits(read.tensor("hidden1.weight").values()))
                    .isEqualTo(bits(1f, -2f, 3.5f, Float.MIN_VALUE, Float.MAX_VALUE, Float.NaN));
            assertThat(bits(read.tensor("hidden1.bias").values())).isEqualTo(bits(0.5f, -0f, Float.POSITIVE_INFINITY));
            assertThat(read.tensor("output.scale").shape()).isEqualTo(Shape.SCALAR);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [1]                                                                                       | 0 | begins with '{'
            {"a":1,"a":2}                                                                             | 0 | unique keys
            {} {}                                                                                     | 0 | unique keys
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}                                     | 8 | valid JSON
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"x":1}}                              | 8 | the fields
            {"a":{"dtype":"F32","shape":[2]}}                                                         | 8 | the fields
            {"a":7}                                                                                   | 8 | the fields
            {"a":{"dtype":"F16","shape":[4],"data_offsets":[0,8]}}                                    | 8 | dtype F32
            {"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}                                    | 8 | expected 12 bytes
            {"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}                                    | 0 | at least 1
            {"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}                                   | 8 | a whole number
            {"a":{"dtype":"F32","shape":[2.0],"data_offsets":[0,8]}}                                  | 8 | a whole number
            {"a":{"dtype":"F32","shape":"2","data_offsets":[0,8]}}                                    | 8 | a shape
            {"a":{"dtype":"F32","shape":[4194305,4194305,211106198978564],"data_offsets":[0,16]}}     | 16 | at least 1
            {"a":{"dtype":"F32","shape":[2147483647,2147483647,4],"data_offsets":[0,16]}}             | 16 | a smaller shape
            {"a":{"dtype":"F32","shape":[1e400],"data_offsets":[0,8]}}                                | 8 | a whole number
            {"a":{"dtype":"F32","shape":[99999999999999999999999],"data_offsets":[0,8]}}              | 8 | valid JSON
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}                                   | 12 | begin at 0
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}                                    | 8 | in order
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8,9]}}                                  | 8 | two data_offsets
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}  | 12 | begin at 8
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[12,20]}} | 20 | begin at 8
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}                                    | 7 | ends inside tensor "a"
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}                                    | 9 | end after its last tensor
            {"a":{"dtype":"F32","shape":[500000000],"data_offsets":[0,2000000000]}}                   | 8 | at most 1048576 bytes
            {"__metadata__":{"k":1}}                                                                  | 0 | only strings
            {"__metadata__":[]}                                                                       | 0 | an object of strings
            {"a":{"dtype":"F32","shape":[[[[1]]]],"data_offsets":[0,8]}}                              | 8 | valid JSON
            """)
    void refusesAMalformedFile(String header, int dataBytes, String expected) {
        assertThatThrownBy(() -> read(header, dataBytes))
                .isInstanceOf(MalformedSafeTensors.class)
                .hasMessageContaining(expected);
    }

    @Test
    void refusesALyingHeaderLength() {
        for (long length : new long[] {0, 1, 100, LIMIT, 1L << 40, -1, Long.MIN_VALUE}) {
            byte[] file = ByteBuffer.allocate(16)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(length)
                    .put("{}      ".getBytes(UTF_8))
                    .array();
            assertThatThrownBy(() -> SafeTensors.read(new ByteArrayInputStream(file), LIMIT))
                    .isInstanceOf(MalformedSafeTensors.class);
        }
    }

    @Test
    void refusesAHeaderThatIsNotUtf8() {
        assertThatThrownBy(() -> SafeTensors.read(file("{\"\u00ff\":1}".getBytes(ISO_8859_1), 0), LIMIT))
                .isInstanceOf(MalformedSafeTensors.class)
                .hasMessageContaining("UTF-8");
    }

    @Test
    void survivesAnyTruncationAndAnyFlippedBit() throws IOException {
        byte[] file = bytes(NamedTensors.of(
                Map.of("a", new Tensor(Shape.of(2, 2), new float[4]), "b", new Tensor(Shape.of(3), new float[3])),
                Map.of("k", "v")));
        for (int length = 0; length < file.length; length++) {
            byte[] part = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> SafeTensors.read(new ByteArrayInputStream(part), LIMIT))
                    .isInstanceOf(MalformedSafeTensors.class);
        }
        for (int bit = 0; bit < file.length * 8; bit++) {
            byte[] flipped = file.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            readsOrRefuses(flipped);
        }
    }

    private static void readsOrRefuses(byte[] file) throws IOException {
        try {
            SafeTensors.read(new ByteArrayInputStream(file), LIMIT);
        } catch (MalformedSafeTensors expected) {
            assertThat(expected).hasMessageNotContaining("Exception");
        }
    }

    private static NamedTensors read(String header, int dataBytes) throws IOException {
        return SafeTensors.read(file(header.getBytes(UTF_8), dataBytes), LIMIT);
    }

    private static InputStream file(byte[] header, int dataBytes) {
        return new ByteArrayInputStream(ByteBuffer.allocate(8 + header.length + dataBytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .array());
    }

    private static byte[] bytes(NamedTensors contents) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SafeTensors.write(contents, out);
        return out.toByteArray();
    }

    private static int[] bits(float... values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(values[i]);
        }
        return bits;
    }
}
