-- A dataset is complete when its row is there, and never changes after that.

CREATE TABLE dataset (
    id VARCHAR(40) PRIMARY KEY,
    tenant VARCHAR(64) NOT NULL,
    name VARCHAR(255) NOT NULL,
    format VARCHAR(20) NOT NULL,
    row_count INTEGER NOT NULL CHECK (row_count > 0),
    -- What was uploaded, as it came.
    bytes BIGINT NOT NULL CHECK (bytes > 0),
    sha256 CHAR(64) NOT NULL,
    file_blob VARCHAR(40) NOT NULL REFERENCES blob (id),
    labels_blob VARCHAR(40) REFERENCES blob (id),
    -- The same values, column by column, as training reads them.
    table_blob VARCHAR(40) NOT NULL REFERENCES blob (id),
    created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

CREATE INDEX dataset_of_tenant ON dataset (tenant, id);
CREATE INDEX dataset_file_blob ON dataset (file_blob);
CREATE INDEX dataset_labels_blob ON dataset (labels_blob);
CREATE INDEX dataset_table_blob ON dataset (table_blob);

CREATE TABLE dataset_column (
    dataset_id VARCHAR(40) NOT NULL REFERENCES dataset (id),
    position INTEGER NOT NULL CHECK (position >= 0),
    tenant VARCHAR(64) NOT NULL,
    name VARCHAR(255) NOT NULL,
    type VARCHAR(20) NOT NULL
        CHECK (type IN ('number', 'integer', 'boolean', 'category', 'text', 'timestamp', 'tensor')),
    missing BIGINT NOT NULL CHECK (missing >= 0),
    distinct_count BIGINT CHECK (distinct_count >= 0),
    distinct_exact BOOLEAN,
    minimum DOUBLE PRECISION,
    maximum DOUBLE PRECISION,
    mean DOUBLE PRECISION,
    deviation DOUBLE PRECISION CHECK (deviation >= 0),
    -- JSON lists
    categories TEXT,
    shape VARCHAR(100),
    note VARCHAR(1000),
    PRIMARY KEY (dataset_id, position),
    CHECK (minimum <= maximum),
    CHECK ((type IN ('boolean', 'category')) = (categories IS NOT NULL)),
    CHECK ((type = 'tensor') = (shape IS NOT NULL)),
    CHECK ((type = 'tensor') = (distinct_count IS NULL)),
    CHECK ((distinct_count IS NULL) = (distinct_exact IS NULL))
);
