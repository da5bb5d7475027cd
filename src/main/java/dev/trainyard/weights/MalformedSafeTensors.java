package dev.trainyard.weights;

import java.io.IOException;

/** A file that is not valid safetensors; the message says what was expected and what was found. */
public final class MalformedSafeTensors extends IOException {
    private static final long serialVersionUID = 1;

    MalformedSafeTensors(String detail) {
        super(detail);
    }

    MalformedSafeTensors(String detail, Throwable cause) {
        super(detail, cause);
    }
}
