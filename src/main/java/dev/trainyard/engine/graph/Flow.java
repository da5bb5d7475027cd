package dev.trainyard.engine.graph;

/** What backward does to the gradient of one input of one unit. */
enum Flow {
    /** Nothing: nobody needs it. */
    NONE,
    /** Makes the first contribution. */
    FIRST,
    /** Adds to earlier contributions. */
    LATER
}
