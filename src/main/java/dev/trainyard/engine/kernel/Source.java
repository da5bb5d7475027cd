package dev.trainyard.engine.kernel;

/** How the rows of A lie that {@link Tiles} reads. */
enum Source {
    /** In a panel, as {@link Panels} makes it. */
    PANEL,
    /** Where the terms of a row lie side by side. */
    ACROSS,
    /** Where the rows of a term lie side by side. */
    ALONG;

    /**
     * Where a row starts.
     *
     * @param start of the first one
     * @param step between two terms if along, else between two rows
     */
    int at(int row, int start, int step) {
        return this == ALONG ? start + row : start + row * step;
    }
}
