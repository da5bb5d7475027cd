package dev.trainyard.prediction;

import dev.trainyard.engine.data.Table;
import java.io.Closeable;
import java.io.IOException;

/** The rows of a request's body, read some at a time so that a long body needs little memory. */
interface RowSource extends Closeable {
    /**
     * The next rows as a table of the layout's columns, fewer than {@code most} only at the end; none after it.
     *
     * @throws dev.trainyard.web.Problem if a row does not fit, with its place
     */
    Table next(int most) throws IOException;
}
