/**
 * Datasets: upload, inferred column types, profile and versions; immutable once ready.
 * Add what describes or serves a dataset here, a file format to the package below.
 */
@NullMarked
package dev.trainyard.dataset;

import org.jspecify.annotations.NullMarked;
