package dev.trainyard.dataset.format;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Images with or without their labels, or labels alone. */
final class IdxRows implements Rows {
    static final String IMAGE = "image";
    static final String LABEL = "label";

    private final @Nullable IdxFile images;
    private final @Nullable IdxFile labels;
    private final List<Heading> headings;
    private final Cell cell = new Cell();
    private long row;

    private IdxRows(@Nullable IdxFile images, @Nullable IdxFile labels, List<Heading> headings) {
        this.images = images;
        this.labels = labels;
        this.headings = headings;
    }

    /** A file alone: of items that have dimensions, or of labels. */
    static IdxRows of(IdxFile file) {
        return file.rank() == 0
                ? new IdxRows(null, file, List.of(new Heading.Classes(LABEL)))
                : new IdxRows(file, null, List.of(new Heading.Tensor(IMAGE, file.shape())));
    }

    static IdxRows of(IdxFile images, IdxFile labels) throws IOException {
        try {
            if (images.rank() == 0) {
                throw images.at(3, "expected images of 3 dimensions, got labels of 1; they belong into \"labels\"");
            }
            if (labels.rank() > 0) {
                throw labels.at(3, "expected labels of 1 dimension, got " + (labels.rank() + 1));
            }
            if (images.items() != labels.items()) {
                throw labels.at(
                        4, "expected %d labels, one for each image, got %d".formatted(images.items(), labels.items()));
            }
        } catch (Unreadable e) {
            labels.close();
            throw e;
        }
        return new IdxRows(
                images, labels, List.of(new Heading.Tensor(IMAGE, images.shape()), new Heading.Classes(LABEL)));
    }

    @Override
    public List<Heading> headings() {
        return headings;
    }

    @Override
    public boolean next() throws IOException {
        boolean more = false;
        if (images != null) {
            more = images.next();
        }
        if (labels != null) {
            more = labels.next();
        }
        row += more ? 1 : 0;
        return more;
    }

    @Override
    public Cell cell(int column) {
        if (labels == null || column != headings.size() - 1) {
            throw new IllegalArgumentException("column " + column + " is a tensor");
        }
        char[] digits = Integer.toString(labels.item()[0] & 0xff).toCharArray();
        return cell.set(digits, 0, digits.length);
    }

    @Override
    public byte[] tensor(int column) {
        if (images == null || column != 0) {
            throw new IllegalArgumentException("column " + column + " is no tensor");
        }
        return images.item();
    }

    @Override
    public String place() {
        return "item " + row;
    }

    @Override
    public void close() throws IOException {
        if (images != null) {
            images.close();
        }
        if (labels != null) {
            labels.close();
        }
    }
}
