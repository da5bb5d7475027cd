package dev.trainyard.dataset;

/** The memory that all columns of one upload share for telling different values apart. */
final class Budget {
    private long left;

    Budget(long bytes) {
        this.left = bytes;
    }

    /** Takes so many bytes; false, and nothing is taken, if there are not so many. */
    boolean take(long bytes) {
        if (bytes > left) {
            return false;
        }
        left -= bytes;
        return true;
    }

    void giveBack(long bytes) {
        left += bytes;
    }
}
