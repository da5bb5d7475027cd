package dev.trainyard.web;

/**
 * Whose data a request may see. Controllers take it as an argument; every row carries it and every query asks for it.
 *
 * @param id 1 to 64 characters of a-z, 0-9, '-' and '_'
 */
public record Tenant(String id) {
    static final String NAMES = "1 to 64 of a-z, 0-9, '-' and '_', the first a letter or digit";

    /** The tenant of every request that comes without a key over a loopback address. */
    public static final Tenant LOCAL = new Tenant("local");

    public Tenant {
        if (!isName(id)) {
            throw Problem.of(ProblemCode.INVALID_VALUE, "A tenant is named by " + NAMES + ".");
        }
    }

    static boolean isName(String text) {
        return text.matches("[a-z0-9][a-z0-9_-]{0,63}");
    }

    @Override
    public String toString() {
        return id;
    }
}
