package dev.trainyard.engine.graph;

/** An operation was given inputs whose shapes it cannot take. */
public final class ShapeException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    /** Both sides in words, such as {@code "[channels, height, width]"} and {@code "[16]"}. */
    public ShapeException(String expected, String actual) {
        super("expected " + expected + ", got " + actual);
    }
}
