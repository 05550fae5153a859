-- A module handed in to be approved: its frozen version, and the stamp of the draft that was frozen.
CREATE TABLE submission (
    id                TEXT   NOT NULL PRIMARY KEY,
    module_id         TEXT   NOT NULL REFERENCES module (id),
    number            BIGINT NOT NULL, -- 1, 2, … within the module: each after the one before was decided
    module_version_id TEXT   NOT NULL REFERENCES module_version (id),
    stamp             TEXT   NOT NULL, -- versions of the module and of its grains, in order
    state             BIGINT NOT NULL CHECK (state BETWEEN 0 AND 4), -- submitted, approved, returned, refused, withdrawn
    message           TEXT   NOT NULL,
    submitted_by      TEXT,
    submitted_ms      BIGINT NOT NULL,
    decided_by        TEXT,
    decided_ms        BIGINT,
    decision_comment  TEXT   NOT NULL,
    version           BIGINT NOT NULL,
    UNIQUE (module_id, number)
);

-- One undecided submission of a module at most.
CREATE UNIQUE INDEX submission_open ON submission (module_id) WHERE state = 0;
CREATE INDEX submission_by_time ON submission (submitted_ms, id);
CREATE INDEX submission_by_version ON submission (module_version_id);

-- Pinned to a grain, an element, a moment and a place of the frozen version; each needs the one before, but for elements.
CREATE TABLE submission_comment (
    id            TEXT   NOT NULL PRIMARY KEY,
    submission_id TEXT   NOT NULL REFERENCES submission (id) ON DELETE CASCADE,
    parent_id     TEXT   REFERENCES submission_comment (id), -- NULL: it begins a thread
    author_id     TEXT,
    body          TEXT   NOT NULL,
    grain_id      TEXT,
    element_id    TEXT,
    at_ms         BIGINT,
    x_milli       BIGINT CHECK (x_milli BETWEEN 0 AND 100000), -- thousandths of a per cent of the picture
    y_milli       BIGINT CHECK (y_milli BETWEEN 0 AND 100000),
    created_ms    BIGINT NOT NULL,
    edited_ms     BIGINT,
    resolved_ms   BIGINT,
    resolved_by   TEXT
);

CREATE INDEX submission_comment_by_submission ON submission_comment (submission_id, id);
CREATE INDEX submission_comment_by_parent ON submission_comment (parent_id);
