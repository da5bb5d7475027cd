/**
 * Content-addressed blobs, cut into chunks with a digest for each and for the whole, in the database by default.
 * Add another place for blobs as one implementation that passes the same contract tests.
 */
@NullMarked
package dev.trainyard.storage;

import org.jspecify.annotations.NullMarked;
