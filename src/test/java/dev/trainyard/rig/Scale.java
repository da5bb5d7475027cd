package dev.trainyard.rig;

/** How much is broken: a little in every build, a lot with {@code ./mvnw verify -Pfaults}. */
final class Scale {
    /** Turns the long runs on. */
    static final String PROPERTY = "trainyard.faults";
    /** Its value for them. */
    static final String LONG = "long";

    private Scale() {}

    /** A number that may also be set by itself, as {@code -Dtrainyard.faults.kills=20}. */
    static int of(String name, int few, int many) {
        return Integer.getInteger(PROPERTY + "." + name, LONG.equals(System.getProperty(PROPERTY)) ? many : few);
    }
}
