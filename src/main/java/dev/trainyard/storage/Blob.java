package dev.trainyard.storage;

/**
 * What is known of a stored blob without reading it.
 *
 * @param id where {@link BlobStore#open} finds it
 * @param bytes its length
 * @param sha256 the SHA-256 of all its bytes, 64 lower-case hexadecimal digits
 */
public record Blob(String id, long bytes, String sha256) {}
