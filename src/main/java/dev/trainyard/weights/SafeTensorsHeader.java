package dev.trainyard.weights;

import dev.trainyard.engine.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON header of a safetensors file.
 *
 * @param spans the tensors in the order of their bytes, which they cover without gap or overlap
 */
record SafeTensorsHeader(List<Span> spans, SortedMap<String, String> metadata) {
    private static final String METADATA = "__metadata__";
    private static final Set<String> FIELDS = Set.of("dtype", "shape", "data_offsets");
    private static final int MAXIMUM_BYTES = 16 << 20;
    private static final int MAXIMUM_RANK = 32;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(3)
                            .maxNumberLength(19)
                            .maxStringLength(MAXIMUM_BYTES)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** One tensor: its shape, and its bytes {@code begin..end} counted from the end of the header. */
    record Span(String name, List<Integer> dims, long begin, long end) {
        int count() {
            return (int) ((end - begin) / Float.BYTES);
        }
    }

    /** The length field and the padded header. */
    static byte[] write(NamedTensors contents) {
        ObjectNode header = JSON.createObjectNode();
        if (!contents.metadata().isEmpty()) {
            ObjectNode metadata = header.putObject(METADATA);
            contents.metadata().forEach(metadata::put);
        }
        long offset = 0;
        for (Map.Entry<String, Tensor> named : contents.tensors().entrySet()) {
            Tensor tensor = named.getValue();
            ObjectNode entry = header.putObject(named.getKey()).put("dtype", "F32");
            ArrayNode shape = entry.putArray("shape");
            tensor.shape().dims().forEach(shape::add);
            long end = offset + (long) Float.BYTES * tensor.values().length;
            entry.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        byte[] json = JSON.writeValueAsString(header).getBytes(StandardCharsets.UTF_8);
        int padded = Math.ceilDiv(json.length, 8) * 8;
        ByteBuffer bytes = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(padded).put(json);
        while (bytes.hasRemaining()) {
            bytes.put((byte) ' ');
        }
        return bytes.array();
    }

    /** Reads and checks everything before the tensors' bytes. */
    static SafeTensorsHeader read(InputStream file, long limit) throws IOException {
        byte[] json = json(file, limit);
        JsonNode root = parse(json);
        TreeMap<String, String> metadata = new TreeMap<>();
        List<Span> spans = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : root.properties()) {
            if (entry.getKey().equals(METADATA)) {
                readMetadata(entry.getValue(), metadata);
            } else {
                spans.add(span(entry.getKey(), entry.getValue()));
            }
        }
        spans.sort(Comparator.comparingLong(Span::begin).thenComparingLong(Span::end));
        long end = checkOffsets(spans);
        if (end > limit - 8 - json.length) {
            throw new MalformedSafeTensors("expected at most " + limit + " bytes, the header announces " + end
                    + " bytes of tensors after " + (8 + json.length));
        }
        return new SafeTensorsHeader(spans, metadata);
    }

    private static byte[] json(InputStream file, long limit) throws IOException {
        byte[] prefix = file.readNBytes(8);
        if (prefix.length < 8) {
            throw new MalformedSafeTensors("expected 8 bytes of header length, found " + prefix.length);
        }
        long length = ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).getLong();
        long most = Math.min(MAXIMUM_BYTES, limit - 8);
        if (length < 2 || length > most) {
            throw new MalformedSafeTensors(
                    "expected a header of 2 to " + most + " bytes, its length says " + Long.toUnsignedString(length));
        }
        byte[] json = file.readNBytes((int) length);
        if (json.length < length) {
            throw new MalformedSafeTensors("expected a header of " + length + " bytes, found " + json.length);
        }
        if (json[0] != '{') {
            throw new MalformedSafeTensors("expected a header that begins with '{'");
        }
        return json;
    }

    private static JsonNode parse(byte[] json) throws MalformedSafeTensors {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json))
                    .toString();
            JsonNode root = JSON.readTree(text);
            if (root.isObject()) {
                return root;
            }
        } catch (JacksonException | java.nio.charset.CharacterCodingException e) {
            throw new MalformedSafeTensors("the header is not valid JSON in UTF-8 with unique keys", e);
        }
        throw new MalformedSafeTensors("expected a JSON object as header");
    }

    private static void readMetadata(JsonNode node, Map<String, String> metadata) throws MalformedSafeTensors {
        expect(node.isObject(), METADATA, "an object of strings", node);
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            expect(entry.getValue().isString(), METADATA, "only strings", entry.getValue());
            metadata.put(entry.getKey(), entry.getValue().stringValue());
        }
    }

    private static Span span(String name, JsonNode node) throws MalformedSafeTensors {
        expect(node.isObject() && Set.copyOf(node.propertyNames()).equals(FIELDS), name, "the fields " + FIELDS, node);
        JsonNode dtype = node.get("dtype");
        expect(dtype.isString() && dtype.stringValue().equals("F32"), name, "dtype F32", dtype);
        List<Integer> dims = dims(name, node.get("shape"));
        JsonNode offsets = node.get("data_offsets");
        expect(offsets.isArray() && offsets.size() == 2, name, "two data_offsets", offsets);
        long begin = whole(name, offsets.get(0));
        long end = whole(name, offsets.get(1));
        expect(begin <= end, name, "data_offsets in order", offsets);
        long bytes = Float.BYTES;
        for (int dim : dims) {
            long product = bytes * dim;
            expect(
                    product / dim == bytes && product / Float.BYTES < Integer.MAX_VALUE - 8,
                    name,
                    "a smaller shape",
                    dims);
            bytes = product;
        }
        expect(end - begin == bytes, name, bytes + " bytes for F32 " + dims, end - begin);
        return new Span(name, dims, begin, end);
    }

    private static List<Integer> dims(String name, JsonNode shape) throws MalformedSafeTensors {
        expect(shape.isArray() && shape.size() <= MAXIMUM_RANK, name, "a shape of at most " + MAXIMUM_RANK, shape);
        List<Integer> dims = new ArrayList<>();
        for (JsonNode dim : shape) {
            long size = whole(name, dim);
            expect(size >= 1 && size <= Integer.MAX_VALUE, name, "dimensions of at least 1", size);
            dims.add((int) size);
        }
        return List.copyOf(dims);
    }

    private static long whole(String name, @Nullable JsonNode node) throws MalformedSafeTensors {
        expect(
                node != null && node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0,
                name,
                "a whole number",
                node);
        return node == null ? 0 : node.longValue();
    }

    private static long checkOffsets(List<Span> spans) throws MalformedSafeTensors {
        long expected = 0;
        for (Span span : spans) {
            if (span.begin() != expected) {
                throw new MalformedSafeTensors("tensor \"" + span.name() + "\": expected its bytes to begin at "
                        + expected + ", where the one before ends, found " + span.begin());
            }
            expected = span.end();
        }
        return expected;
    }

    private static void expect(boolean holds, String name, String expected, @Nullable Object found)
            throws MalformedSafeTensors {
        if (!holds) {
            String text = String.valueOf(found);
            String shown = text.length() > 80 ? text.substring(0, 80) + "…" : text;
            throw new MalformedSafeTensors("\"" + name + "\": expected " + expected + ", found " + shown);
        }
    }
}
