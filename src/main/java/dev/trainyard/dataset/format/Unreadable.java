package dev.trainyard.dataset.format;

import java.io.IOException;

/** A file that is no dataset. The message is a sentence for its owner: where, what was expected, what is there. */
public final class Unreadable extends IOException {
    private static final long serialVersionUID = 1;

    /** What kind of refusal it is. */
    public enum Reason {
        /** The bytes break the rules of their format. */
        MALFORMED,
        /** Well-formed as far as it was read, but more than this server takes. */
        TOO_LARGE,
        /** Another format than those that are read here. */
        UNSUPPORTED
    }

    private final Reason reason;
    private final String part;

    private Unreadable(Reason reason, String part, String detail) {
        super(detail);
        this.reason = reason;
        this.part = part;
    }

    /** Malformed at this place, as {@code at("line 3", "expected 4 fields as in line 1, got 5")}. */
    public static Unreadable at(String place, String detail) {
        return new Unreadable(Reason.MALFORMED, "file", place + ": " + detail);
    }

    static Unreadable tooLarge(String place, String detail) {
        return new Unreadable(Reason.TOO_LARGE, "file", place + ": " + detail);
    }

    static Unreadable unsupported(String detail) {
        return new Unreadable(Reason.UNSUPPORTED, "file", detail);
    }

    /** The same about another part of the upload than {@code file}. */
    Unreadable in(String otherPart) {
        return new Unreadable(reason, otherPart, getMessage());
    }

    public Reason reason() {
        return reason;
    }

    /** Which part of the upload it is about: {@code file} or {@code labels}. */
    public String part() {
        return part;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
