package dev.trainyard.web;

/** The refusal to start where strangers could reach a server without a key. */
final class OpenDoor extends RuntimeException {
    private static final long serialVersionUID = 1;

    OpenDoor(String address) {
        super("The server would listen on " + address + ", where others can reach it, without an admin key.");
    }
}
