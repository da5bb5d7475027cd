-- The SHA-256 of the chunks' digests in hexadecimal, one after the other: what shows that no chunk is another's without
-- hashing their bytes once more. Null where a version before this one wrote the blob.
ALTER TABLE blob ADD COLUMN chunks_sha256 CHAR(64);
