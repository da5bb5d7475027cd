/**
 * One class per file format that a dataset can be read from.
 * Add a format as one file and one word in a {@code permits} clause.
 */
@NullMarked
package dev.trainyard.dataset.format;

import org.jspecify.annotations.NullMarked;
