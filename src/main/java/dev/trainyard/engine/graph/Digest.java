package dev.trainyard.engine.graph;

import dev.trainyard.engine.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * SHA-256 over tensors in name order: for each the UTF-8 text {@code name[d0,d1,…]}, then its values as little-endian
 * float32. In Python: {@code h.update(f"{name}[{','.join(map(str, a.shape))}]".encode()); h.update(a.tobytes())}.
 */
final class Digest {

    private static final int CHUNK = 1 << 14;

    private Digest() {}

    static String sha256(Map<String, Tensor> tensors) {
        MessageDigest digest = algorithm();
        int largest = tensors.values().stream()
                .mapToInt(tensor -> tensor.values().length)
                .max()
                .orElse(0);
        ByteBuffer buffer =
                ByteBuffer.allocate(Math.min(CHUNK, largest) * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        new TreeMap<>(tensors).forEach((name, tensor) -> {
            String dims = tensor.shape().dims().stream().map(String::valueOf).collect(Collectors.joining(","));
            digest.update((name + "[" + dims + "]").getBytes(StandardCharsets.UTF_8));
            update(digest, tensor.values(), buffer);
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, float[] values, ByteBuffer buffer) {
        for (int from = 0; from < values.length; from += CHUNK) {
            int length = Math.min(CHUNK, values.length - from);
            buffer.clear().asFloatBuffer().put(values, from, length);
            digest.update(buffer.position(0).limit(length * Float.BYTES));
        }
    }

    private static MessageDigest algorithm() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
