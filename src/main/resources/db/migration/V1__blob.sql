-- Large values in chunks. A writer fills a content that nobody sees; the row in blob makes it visible in one statement.
-- A table that keeps a blob has a foreign key to blob (id), and that alone protects it from removal.

CREATE TABLE blob_content (
    id VARCHAR(40) PRIMARY KEY,
    tenant VARCHAR(64) NOT NULL,
    touched_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    -- Being removed: its writer, should it still live, is refused.
    abandoned BOOLEAN NOT NULL
);

CREATE TABLE blob_chunk (
    content_id VARCHAR(40) NOT NULL REFERENCES blob_content (id),
    position INTEGER NOT NULL CHECK (position >= 0),
    tenant VARCHAR(64) NOT NULL,
    bytes BYTEA NOT NULL CHECK (octet_length(bytes) BETWEEN 1 AND 1048576),
    sha256 CHAR(64) NOT NULL,
    PRIMARY KEY (content_id, position)
);

CREATE TABLE blob (
    id VARCHAR(40) PRIMARY KEY,
    tenant VARCHAR(64) NOT NULL,
    content_id VARCHAR(40) NOT NULL UNIQUE REFERENCES blob_content (id),
    bytes BIGINT NOT NULL CHECK (bytes >= 0),
    chunks INTEGER NOT NULL CHECK (chunks = (bytes + 1048575) / 1048576),
    sha256 CHAR(64) NOT NULL,
    -- How often it was written and not given up again: who wrote it may still be about to refer to it.
    holds INTEGER NOT NULL CHECK (holds >= 0),
    written_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    UNIQUE (tenant, sha256, bytes)
);

CREATE INDEX blob_content_touched_at ON blob_content (touched_at);
CREATE INDEX blob_written_at ON blob (written_at);
