package dev.trainyard.dataset.format;

import dev.trainyard.engine.tensor.Shape;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** One IDX file: its header, then its items one by one. */
final class IdxFile implements Closeable {
    private static final int UNSIGNED_BYTE = 8;
    private static final int LONGEST_ITEM = 1 << 22;
    private static final int MOST_DIMENSIONS = 4;

    private final String part;
    private final InputStream input;
    private final long items;
    private final List<Integer> itemDimensions;
    private final byte[] item;
    private final int headerBytes;
    private long read;

    private IdxFile(String part, InputStream input, Limits limits) throws IOException {
        this.part = part;
        this.input = input;
        byte[] magic = input.readNBytes(4);
        if (magic.length < 4 || magic[0] != 0 || magic[1] != 0 || magic[3] == 0) {
            throw at(0, "expected the magic number of IDX: two zeros, the type, the number of dimensions");
        }
        if (magic[2] != UNSIGNED_BYTE) {
            throw Unreadable.unsupported(
                            "byte 2: only IDX of unsigned bytes (type 0x08) is read here, this is type 0x%02x."
                                    .formatted(magic[2]))
                    .in(part);
        }
        List<Integer> dimensions = dimensions(magic[3] & 0xff);
        headerBytes = 4 + 4 * dimensions.size();
        items = dimensions.getFirst();
        itemDimensions = dimensions.subList(1, dimensions.size());
        if (items > limits.rows()) {
            throw Unreadable.tooLarge("byte 4", "there are more than " + limits.rows() + " items")
                    .in(part);
        }
        item = new byte[itemBytes()];
        if (items * item.length > Integer.MAX_VALUE) {
            throw Unreadable.tooLarge("byte 4", "the items have more than " + Integer.MAX_VALUE + " bytes together")
                    .in(part);
        }
    }

    static IdxFile open(String part, Source source, Limits limits) throws IOException {
        InputStream input = source.open();
        try {
            return new IdxFile(part, new BufferedInputStream(Gunzip.unpack(input, limits.unpackedBytes())), limits);
        } catch (Unreadable e) {
            input.close();
            throw e.in(part);
        } catch (IOException e) {
            input.close();
            throw e;
        }
    }

    long items() {
        return items;
    }

    /** Number of dimensions besides the items': 0 for labels. */
    int rank() {
        return itemDimensions.size();
    }

    Shape shape() {
        return new Shape(itemDimensions);
    }

    /** The bytes of the current item. */
    byte[] item() {
        return item;
    }

    /** Reads the next item; false behind the last one, where the file must end. */
    boolean next() throws IOException {
        try {
            if (read == items) {
                if (input.read() >= 0) {
                    throw at(position(), "expected the end behind %d items, got more bytes".formatted(items));
                }
                return false;
            }
            int got = input.readNBytes(item, 0, item.length);
            if (got < item.length) {
                throw at(
                        position() + got,
                        "expected %d bytes as the header says, the file ends"
                                .formatted(headerBytes + items * item.length));
            }
            read++;
            return true;
        } catch (Unreadable e) {
            throw e.in(part);
        }
    }

    @Override
    public void close() throws IOException {
        input.close();
    }

    Unreadable at(long position, String detail) {
        return Unreadable.at("byte " + position, detail).in(part);
    }

    private long position() {
        return headerBytes + read * item.length;
    }

    private List<Integer> dimensions(int count) throws IOException {
        if (count > MOST_DIMENSIONS) {
            throw at(3, "expected at most %d dimensions, got %d".formatted(MOST_DIMENSIONS, count));
        }
        byte[] bytes = input.readNBytes(4 * count);
        if (bytes.length < 4 * count) {
            throw at(4 + bytes.length, "the file ends within the header");
        }
        List<Integer> dimensions = new ArrayList<>();
        for (int i = 0; i < bytes.length; i += 4) {
            int dimension =
                    bytes[i] << 24 | (bytes[i + 1] & 0xff) << 16 | (bytes[i + 2] & 0xff) << 8 | (bytes[i + 3] & 0xff);
            if (dimension < 1) {
                throw at(
                        4 + i,
                        "expected a dimension from 1 to %d, got %d"
                                .formatted(Integer.MAX_VALUE, Integer.toUnsignedLong(dimension)));
            }
            dimensions.add(dimension);
        }
        return dimensions;
    }

    private int itemBytes() throws Unreadable {
        long bytes = 1;
        for (int dimension : itemDimensions) {
            bytes *= dimension;
            if (bytes > LONGEST_ITEM) {
                throw Unreadable.tooLarge("byte 8", "one item has more than " + LONGEST_ITEM + " bytes")
                        .in(part);
            }
        }
        return (int) bytes;
    }
}
