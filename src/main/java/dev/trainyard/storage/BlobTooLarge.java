package dev.trainyard.storage;

import java.io.IOException;

/** More bytes came than the writer of a blob allows. */
public final class BlobTooLarge extends IOException {
    private static final long serialVersionUID = 1;

    private final long limit;

    BlobTooLarge(long limit) {
        super("a blob of more than " + limit + " bytes");
        this.limit = limit;
    }

    /** The largest length allowed, in bytes. */
    public long limit() {
        return limit;
    }
}
