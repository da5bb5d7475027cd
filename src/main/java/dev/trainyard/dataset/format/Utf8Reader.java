package dev.trainyard.dataset.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Decodes UTF-8 without forgiving anything: broken sequences, NUL characters and endless lines are refused with their line
 * and byte. A byte order mark at the beginning is skipped.
 */
final class Utf8Reader extends Reader {
    private static final int BUFFER_BYTES = 1 << 16;

    private final InputStream input;
    private final int longestLine;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES).flip();
    private long bytesBefore;
    private boolean end;
    private boolean begun;
    private long line = 1;
    private int lineLength;
    private boolean afterReturn;

    Utf8Reader(InputStream input, int longestLine) {
        this.input = input;
        this.longestLine = longestLine;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        CharBuffer chars = CharBuffer.wrap(target, offset, length).slice();
        if (!begun) {
            begin();
        }
        while (true) {
            CoderResult result = decoder.decode(bytes, chars, end);
            int decoded = chars.position();
            follow(target, offset, decoded);
            if (result.isError()) {
                throw malformed(result.length());
            }
            if (decoded > 0) {
                return decoded;
            }
            if (result.isOverflow()) {
                throw new IllegalArgumentException("a character may need two places");
            }
            if (!fill()) {
                return -1;
            }
        }
    }

    @Override
    public void close() throws IOException {
        input.close();
    }

    private void begin() throws IOException {
        begun = true;
        while (bytes.remaining() < 3 && fill()) {
            // Until a mark would be complete.
        }
        if (startsWith(0xef, 0xbb, 0xbf)) {
            bytes.position(3);
        } else if (startsWith(0xff, 0xfe) || startsWith(0xfe, 0xff)) {
            throw Unreadable.at("byte 0", "expected UTF-8, got UTF-16; save the file as UTF-8");
        }
    }

    private boolean startsWith(int... mark) {
        if (bytes.remaining() < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes.get(i) & 0xff) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    /** False when there is no more, and the decoder has been told. */
    private boolean fill() throws IOException {
        if (end) {
            return false;
        }
        bytesBefore += bytes.position();
        bytes.compact();
        int read = input.read(bytes.array(), bytes.position(), bytes.remaining());
        if (read > 0) {
            bytes.position(bytes.position() + read);
        }
        bytes.flip();
        end = read < 0;
        return !end || bytes.hasRemaining();
    }

    /** Counts lines as CSV does, by LF, CR or both, and looks for what no text has. */
    private void follow(char[] target, int offset, int length) throws Unreadable {
        for (int i = offset; i < offset + length; i++) {
            char c = target[i];
            if (c == '\n' || c == '\r') {
                line += c == '\n' && afterReturn ? 0 : 1;
                lineLength = 0;
            } else if (c == 0) {
                throw Unreadable.at(place(lineLength + 1), "there is a NUL character, which no text has");
            } else if (++lineLength > longestLine) {
                throw Unreadable.tooLarge("line " + line, "it is longer than " + longestLine + " characters");
            }
            afterReturn = c == '\r';
        }
    }

    private Unreadable malformed(int length) {
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < length; i++) {
            hex.append(" 0x%02x".formatted(bytes.get(bytes.position() + i)));
        }
        return Unreadable.at(
                place(lineLength + 1) + ", byte " + (bytesBefore + bytes.position()),
                "expected UTF-8, got" + hex + "; save the file as UTF-8");
    }

    private String place(int character) {
        return "line " + line + ", character " + character;
    }
}
