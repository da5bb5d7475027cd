package dev.trainyard.storage;

import java.io.IOException;

/** A blob whose stored bytes are not those that were written, or that is not there at all. Nothing wrong was handed out. */
public final class CorruptBlob extends IOException {
    private static final long serialVersionUID = 1;

    CorruptBlob(String id, String detail) {
        super("blob " + id + ": " + detail);
    }
}
