package dev.trainyard.dataset.format;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of one file, to be read from the beginning as often as needed. */
@FunctionalInterface
public interface Source {
    InputStream open() throws IOException;
}
