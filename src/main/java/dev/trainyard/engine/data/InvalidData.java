package dev.trainyard.engine.data;

import java.util.Locale;

/** Data that cannot be trained on or predicted from: a stable code, the column, and what was expected and found. */
public final class InvalidData extends IllegalArgumentException {
    /** What is wrong with the data. */
    public enum Code {
        UNKNOWN_COLUMN,
        COLUMN_TYPE,
        NO_ROWS,
        NO_FEATURES,
        TOO_LARGE,
        ONE_CLASS,
        CONSTANT_TARGET,
        UNKNOWN_CLASS;

        /** The code as it travels, such as {@code unknown_column}. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final long serialVersionUID = 1L;

    private final Code code;
    private final String column;
    private final String detail;

    public InvalidData(Code code, String column, String detail) {
        super("column \"%s\": %s".formatted(column, detail));
        this.code = code;
        this.column = column;
        this.detail = detail;
    }

    public InvalidData(Code code, String column, String detail, Throwable cause) {
        this(code, column, detail);
        initCause(cause);
    }

    public Code code() {
        return code;
    }

    /** The column in question. */
    public String column() {
        return column;
    }

    /** What was expected and what was found, without the column. */
    public String detail() {
        return detail;
    }
}
