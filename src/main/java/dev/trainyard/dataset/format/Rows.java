package dev.trainyard.dataset.format;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** One pass over the rows of a file, from first to last. */
public interface Rows extends Closeable {
    List<Heading> headings();

    /**
     * Goes on to the next row; false after the last one.
     *
     * @throws Unreadable if there is none though there should be, with its place
     */
    boolean next() throws IOException;

    /** The value of a column that is no tensor, until the next call. */
    Cell cell(int column);

    /** The values of a {@link Heading.Tensor} in this row, until the next call of {@link #next}. */
    byte[] tensor(int column);

    /** Where this row is, for messages: {@code "line 17"}. */
    String place();
}
