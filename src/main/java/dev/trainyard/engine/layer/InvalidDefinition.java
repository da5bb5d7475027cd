package dev.trainyard.engine.layer;

/** A layer, or another part of a definition, has a value it cannot have; names the record component at fault. */
public final class InvalidDefinition extends IllegalArgumentException {

    private static final long serialVersionUID = 1;
    private final String field;

    /** The record component, such as {@code negativeSlope}, and what is wrong with it. */
    public InvalidDefinition(String field, String detail) {
        super(detail);
        this.field = field;
    }

    /** Name of the record component. */
    public String field() {
        return field;
    }

    /** What is wrong. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
