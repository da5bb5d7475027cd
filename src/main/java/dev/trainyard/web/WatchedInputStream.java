package dev.trainyard.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/** A body that shows every byte it gives to a subclass. */
abstract class WatchedInputStream extends ServletInputStream {
    private final ServletInputStream body;

    WatchedInputStream(ServletInputStream body) {
        this.body = body;
    }

    /** Called with the bytes just read. */
    abstract void passed(byte[] bytes, int from, int count);

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int most) throws IOException {
        int count = body.read(bytes, from, most);
        if (count > 0) {
            passed(bytes, from, count);
        }
        return count;
    }

    @Override
    public boolean isFinished() {
        return body.isFinished();
    }

    @Override
    public boolean isReady() {
        return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        body.setReadListener(listener);
    }

    /** Does nothing: whoever parsed a document closes it, and the rest may still be wanted. The container closes the body. */
    @Override
    public void close() {}
}
