package dev.trainyard.weights;

/** A network with an operation that the other format has no counterpart of here. */
public final class NotExportable extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotExportable(String operation) {
        super("the operation " + operation + " has no counterpart in ONNX here");
    }
}
