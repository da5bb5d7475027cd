package dev.trainyard.dataset.format;

import dev.trainyard.engine.tensor.Shape;

/** What a format itself says of a column. */
public sealed interface Heading {
    String name();

    /** Cells of text whose type shows in the values. */
    record Inferred(String name) implements Heading {}

    /** Cells that are classes, whatever they look like. */
    record Classes(String name) implements Heading {}

    /** A tensor of unsigned bytes in every row. */
    record Tensor(String name, Shape shape) implements Heading {}
}
