package dev.trainyard.engine;

/** A definition that cannot be trained: the record component at fault, what was expected and what was found. */
public final class InvalidDefinition extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String detail;

    /**
     * @param field name of the record component, as in {@code units}; with a path in front where a definition holds
     *     others, as in {@code layers[2].units}
     * @param detail what was expected and what was found
     */
    public InvalidDefinition(String field, String detail) {
        super("%s: %s".formatted(field, detail));
        this.field = field;
        this.detail = detail;
    }

    /** The component at fault, from the record that was checked. */
    public String field() {
        return field;
    }

    /** What was expected and what was found, without the field. */
    public String detail() {
        return detail;
    }

    /** The same error seen from a definition that holds this one, as in {@code within("layers[2]")}. */
    public InvalidDefinition within(String path) {
        return new InvalidDefinition(path + "." + field, detail);
    }

    /** Throws unless the condition holds. */
    public static void require(boolean holds, String field, String expected, Object found) {
        if (!holds) {
            throw new InvalidDefinition(field, "expected %s, got %s".formatted(expected, found));
        }
    }
}
