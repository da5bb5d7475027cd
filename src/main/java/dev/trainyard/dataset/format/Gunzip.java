package dev.trainyard.dataset.format;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks gzip (RFC 1952), all members of it, and refuses what the platform's own stream overlooks: bytes behind the last
 * member, and more output than is allowed. Length and checksum of every member are compared.
 */
final class Gunzip extends InputStream {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int HEADER_CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private final InputStream packed;
    private final long limit;
    private final Inflater inflater = new Inflater(true);
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final CRC32 checksum = new CRC32();
    private int begin;
    private int end;
    private long bytesBefore;
    private long unpacked;
    private long unpackedOfMember;
    private boolean inMember;
    private boolean finished;

    Gunzip(InputStream packed, long limit) {
        this.packed = packed;
        this.limit = limit;
    }

    /** The same bytes unpacked if they are gzip, else as they are; at most so many either way. */
    static InputStream unpack(InputStream input, long limit) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(input, BUFFER_BYTES);
        buffered.mark(2);
        boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
        buffered.reset();
        return gzip ? new Gunzip(buffered, limit) : buffered;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        while (!finished) {
            if (!inMember && !beginMember()) {
                finished = true;
                return -1;
            }
            int inflated = inflate(target, offset, length);
            if (inflated > 0) {
                return count(target, offset, inflated);
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        packed.close();
    }

    private int inflate(byte[] target, int offset, int length) throws IOException {
        try {
            int inflated = inflater.inflate(target, offset, length);
            if (inflated == 0 && inflater.finished()) {
                begin = end - inflater.getRemaining();
                endMember();
            } else if (inflated == 0 && inflater.needsInput()) {
                begin = end;
                if (!fill()) {
                    throw broken("it ends within the packed data");
                }
                inflater.setInput(buffer, begin, end - begin);
            } else if (inflated == 0 && inflater.needsDictionary()) {
                throw broken("it asks for a dictionary");
            }
            return inflated;
        } catch (DataFormatException e) {
            begin = end - inflater.getRemaining();
            throw broken("the packed data are damaged" + (e.getMessage() == null ? "" : " (" + e.getMessage() + ")"));
        }
    }

    private int count(byte[] target, int offset, int inflated) throws Unreadable {
        unpacked += inflated;
        unpackedOfMember += inflated;
        if (unpacked > limit) {
            throw Unreadable.tooLarge("packed byte " + position(), "it unpacks to more than " + limit + " bytes");
        }
        checksum.update(target, offset, inflated);
        return inflated;
    }

    /** False at the end of the file; zeros behind the last member pad it to a block of a tape. */
    private boolean beginMember() throws IOException {
        int first = next();
        boolean padded = unpacked > 0 || bytesBefore > 0 || begin > 1;
        while (first == 0 && padded) {
            first = next();
        }
        if (first < 0) {
            return false;
        }
        if (first != 0x1f || next() != 0x8b) {
            throw broken("expected another gzip member or the end, got other bytes");
        }
        header();
        inflater.reset();
        inflater.setInput(buffer, begin, end - begin);
        checksum.reset();
        unpackedOfMember = 0;
        inMember = true;
        return true;
    }

    private void header() throws IOException {
        if (must() != 8) {
            throw broken("expected the method deflate");
        }
        int flags = must();
        if ((flags & RESERVED) != 0) {
            throw broken("reserved flags are set in a gzip header");
        }
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(must() | must() << 8);
        }
        for (int flag = NAME; flag <= COMMENT; flag <<= 1) {
            while ((flags & flag) != 0 && must() != 0) {
                // To the zero that ends the text.
            }
        }
        skip((flags & HEADER_CHECKSUM) != 0 ? 2 : 0);
    }

    private void endMember() throws IOException {
        long sum = little();
        long length = little();
        if (sum != checksum.getValue()) {
            throw broken("the checksum does not fit the unpacked bytes");
        }
        if (length != (unpackedOfMember & 0xffff_ffffL)) {
            throw broken("the trailer says %d bytes, there are %d".formatted(length, unpackedOfMember));
        }
        inMember = false;
    }

    private long little() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            value |= (long) must() << shift;
        }
        return value;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            must();
        }
    }

    private int must() throws IOException {
        int value = next();
        if (value < 0) {
            throw broken("it ends within a gzip header or trailer");
        }
        return value;
    }

    private int next() throws IOException {
        return begin < end || fill() ? buffer[begin++] & 0xff : -1;
    }

    private boolean fill() throws IOException {
        bytesBefore += end;
        begin = 0;
        end = Math.max(0, packed.read(buffer, 0, buffer.length));
        return end > 0;
    }

    private long position() {
        return bytesBefore + begin;
    }

    private Unreadable broken(String detail) {
        return Unreadable.at("packed byte " + position(), detail);
    }
}
