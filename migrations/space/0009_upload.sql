-- Uploads in parts. A row stays a week after its last part, finished or not, so that a lost answer can be asked again.
CREATE TABLE upload (
    media_id     TEXT   NOT NULL PRIMARY KEY REFERENCES media (id) ON DELETE CASCADE,
    owner_id     TEXT   NOT NULL, -- person: nobody else continues it
    total_bytes  BIGINT NOT NULL,
    offset_bytes BIGINT NOT NULL, -- received, durable, and in `hash`
    hash         BLOB   NOT NULL, -- running SHA-256 of these bytes
    finished     BIGINT NOT NULL CHECK (finished IN (0, 1)), -- the source is in its place and the media knows
    changed_ms   BIGINT NOT NULL
);

CREATE INDEX upload_by_owner ON upload (owner_id, finished);
CREATE INDEX upload_by_change ON upload (changed_ms);
