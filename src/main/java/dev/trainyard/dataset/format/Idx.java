package dev.trainyard.dataset.format;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The format of MNIST and its successors: a magic number, the dimensions, then unsigned bytes, all big-endian. Images have
 * three dimensions or four; labels one, in a file of their own.
 *
 * @see <a href="https://yann.lecun.org/exdb/mnist/">the format's description, at the bottom of the page</a>
 */
public final class Idx implements DatasetFormat {
    Idx() {}

    @Override
    public String name() {
        return "idx";
    }

    @Override
    public String description() {
        return "idx (unsigned bytes: images as \"file\", labels as \"labels\")";
    }

    @Override
    public boolean recognizes(byte[] head) {
        return head.length >= 4 && head[0] == 0 && head[1] == 0 && head[2] >= 8 && head[2] <= 14 && head[3] > 0;
    }

    @Override
    public Rows open(Source file, @Nullable Source labels, Limits limits) throws IOException {
        IdxFile first = IdxFile.open("file", file, limits);
        try {
            return labels == null ? IdxRows.of(first) : IdxRows.of(first, IdxFile.open("labels", labels, limits));
        } catch (IOException e) {
            first.close();
            throw e;
        }
    }
}
