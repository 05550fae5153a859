-- Drafts of modules.
CREATE TABLE module (
    id           TEXT   NOT NULL PRIMARY KEY,
    owner_id     TEXT   NOT NULL,
    title        TEXT   NOT NULL,
    title_folded TEXT   NOT NULL,
    description  TEXT   NOT NULL,
    created_ms   BIGINT NOT NULL,
    edited_ms    BIGINT NOT NULL,
    deleted_ms   BIGINT,
    version      BIGINT NOT NULL
);

CREATE INDEX module_by_edit ON module (edited_ms, id);

-- One to eight grains in order: the ninth has no place.
CREATE TABLE module_grain (
    module_id TEXT   NOT NULL REFERENCES module (id) ON DELETE CASCADE,
    position  BIGINT NOT NULL CHECK (position BETWEEN 0 AND 7),
    grain_id  TEXT   NOT NULL REFERENCES grain (id),
    PRIMARY KEY (module_id, position),
    UNIQUE (module_id, grain_id)
);

CREATE INDEX module_grain_by_grain ON module_grain (grain_id);

-- Frozen: no row changes.
CREATE TABLE module_version (
    id          TEXT   NOT NULL PRIMARY KEY,
    module_id   TEXT   NOT NULL REFERENCES module (id),
    number      BIGINT NOT NULL,
    title       TEXT   NOT NULL,
    description TEXT   NOT NULL,
    hash        TEXT   NOT NULL,
    created_ms  BIGINT NOT NULL,
    UNIQUE (module_id, number),
    UNIQUE (module_id, hash)
);

CREATE TABLE module_version_grain (
    module_version_id TEXT   NOT NULL REFERENCES module_version (id) ON DELETE CASCADE,
    position          BIGINT NOT NULL CHECK (position BETWEEN 0 AND 7),
    grain_version_id  TEXT   NOT NULL REFERENCES grain_version (id),
    PRIMARY KEY (module_version_id, position)
);
