-- Imports of persons from a file: what the preview found, and how far the run is. Erased a week after the end.
CREATE TABLE person_import (
    id           TEXT   NOT NULL PRIMARY KEY,
    person_id    TEXT   NOT NULL, -- who imports
    address      TEXT   NOT NULL, -- from where, for the audit log
    file_name    TEXT   NOT NULL,
    encoding     BIGINT NOT NULL CHECK (encoding BETWEEN 0 AND 1),
    state        BIGINT NOT NULL CHECK (state BETWEEN 0 AND 4), -- previewed, queued, running, done, failed
    columns      BIGINT NOT NULL, -- bit by column
    lines        BIGINT NOT NULL,
    creates      BIGINT NOT NULL,
    updates      BIGINT NOT NULL,
    unchanged    BIGINT NOT NULL,
    invalid      BIGINT NOT NULL,
    new_groups   BIGINT NOT NULL,
    invite       BIGINT NOT NULL CHECK (invite IN (0, 1)),
    task_id      TEXT,
    created      BIGINT NOT NULL, -- persons so far
    updated      BIGINT NOT NULL,
    failed       BIGINT NOT NULL, -- lines that the preview found right and the run could not do
    created_ms   BIGINT NOT NULL,
    ended_ms     BIGINT NOT NULL  -- 0 = not yet
);

CREATE INDEX person_import_by_state ON person_import (state, created_ms);

-- The lines without fault.
CREATE TABLE person_import_line (
    import_id  TEXT   NOT NULL REFERENCES person_import (id) ON DELETE CASCADE,
    line       BIGINT NOT NULL,
    action     BIGINT NOT NULL CHECK (action BETWEEN 0 AND 2), -- create, update, unchanged
    done       BIGINT NOT NULL CHECK (done IN (0, 1)),
    person_id  TEXT,            -- of an update
    first_name TEXT   NOT NULL,
    last_name  TEXT   NOT NULL,
    email      TEXT   NOT NULL,
    roles      BIGINT NOT NULL, -- 0 = not said
    language   TEXT   NOT NULL, -- empty = not said
    group_names TEXT  NOT NULL, -- names, one a line
    PRIMARY KEY (import_id, line)
);

CREATE INDEX person_import_line_due ON person_import_line (import_id, done, line);

CREATE TABLE person_import_error (
    import_id TEXT   NOT NULL REFERENCES person_import (id) ON DELETE CASCADE,
    line      BIGINT NOT NULL,
    position  BIGINT NOT NULL, -- of the error within the line
    field     TEXT   NOT NULL,
    code      TEXT   NOT NULL,
    value     TEXT   NOT NULL,
    PRIMARY KEY (import_id, line, position)
);
