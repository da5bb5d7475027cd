package dev.trainyard;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads along what a client sends to PostgreSQL and notices COMMITs, prepared ones too.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-message-formats.html">PostgreSQL: message formats</a>
 */
final class CommitWatch {
    private static final int PROTOCOL_3 = 3 << 16;

    private final Set<String> prepared = new HashSet<>();
    private byte[] pending = new byte[0];
    private boolean begun;

    /** True if these bytes, after those before, end a message that executes a COMMIT. */
    boolean sees(byte[] bytes, int count) {
        byte[] all = Arrays.copyOf(pending, pending.length + count);
        System.arraycopy(bytes, 0, all, pending.length, count);
        ByteBuffer buffer = ByteBuffer.wrap(all);
        boolean commit = false;
        for (int length = length(buffer); length > 0 && length <= buffer.remaining(); length = length(buffer)) {
            byte[] message = new byte[length];
            buffer.get(message);
            commit |= begun ? executesCommit(message) : begins(message);
        }
        pending = Arrays.copyOfRange(all, buffer.position(), all.length);
        return commit;
    }

    /** Of the next message with its head; 0 if that cannot be told yet. */
    private int length(ByteBuffer buffer) {
        int type = begun ? 1 : 0;
        return buffer.remaining() < type + 4 ? 0 : type + buffer.getInt(buffer.position() + type);
    }

    private boolean begins(byte[] message) {
        begun = message.length >= 8 && ByteBuffer.wrap(message).getInt(4) == PROTOCOL_3;
        return false;
    }

    private boolean executesCommit(byte[] message) {
        String[] texts = new String(message, 5, message.length - 5, StandardCharsets.ISO_8859_1).split("\0", 3);
        switch (message[0]) {
            case 'Q' -> {
                return texts[0].equalsIgnoreCase("commit");
            }
            case 'P' -> {
                if (texts[1].equalsIgnoreCase("commit")) {
                    prepared.add(texts[0]);
                } else {
                    prepared.remove(texts[0]);
                }
            }
            case 'B' -> {
                return prepared.contains(texts[1]);
            }
            default -> {}
        }
        return false;
    }
}
