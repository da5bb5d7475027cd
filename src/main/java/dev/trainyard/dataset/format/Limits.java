package dev.trainyard.dataset.format;

/**
 * The largest file that is read.
 *
 * @param unpackedBytes length after unpacking
 * @param recordCharacters length of one record of a text format, all its lines together
 */
public record Limits(long unpackedBytes, long rows, int columns, int recordCharacters) {}
