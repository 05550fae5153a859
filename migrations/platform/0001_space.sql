-- Spaces, the directory that says which of them know an e-mail address, and changes of settings on their way to a
-- space's audit log (the row is here, the log is in the space's own database: no transaction covers both).
CREATE TABLE space (
    id TEXT NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    default_language TEXT NOT NULL CHECK (default_language IN ('fr', 'en')),
    kind BIGINT NOT NULL CHECK (kind IN (0, 1)),
    state BIGINT NOT NULL CHECK (state IN (0, 1)),
    four_eyes BIGINT NOT NULL CHECK (four_eyes IN (0, 1)),
    person_count BIGINT NOT NULL,
    created_ms BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX space_by_name ON space (folded, id);

CREATE TABLE space_directory (
    email TEXT NOT NULL,
    space_id TEXT NOT NULL REFERENCES space (id) ON DELETE CASCADE,
    PRIMARY KEY (email, space_id)
);
CREATE INDEX space_directory_by_space ON space_directory (space_id);

CREATE TABLE space_change (
    id TEXT NOT NULL PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (id) ON DELETE CASCADE,
    person_id TEXT,
    address TEXT,
    detail TEXT NOT NULL
);
CREATE INDEX space_change_by_space ON space_change (space_id, id);
