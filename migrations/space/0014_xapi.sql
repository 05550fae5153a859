-- The record store. One row of this table is whose turn it is to write: positions rise in the order of commits.
CREATE TABLE xapi_log (
    id             BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    position       BIGINT NOT NULL, -- the last one given
    last_stored_ms BIGINT NOT NULL,
    origin         TEXT   NOT NULL  -- of activities and accounts, frozen at first use; empty before
);

INSERT INTO xapi_log (id, position, last_stored_ms, origin) VALUES (1, 0, 0, '');

CREATE TABLE xapi_statement (
    position        BIGINT NOT NULL PRIMARY KEY,
    id              TEXT   NOT NULL UNIQUE,
    stored_ms       BIGINT NOT NULL,
    timestamp_ms    BIGINT NOT NULL,
    registration_id TEXT,
    person_id       TEXT,
    verb            TEXT   NOT NULL,
    activity        TEXT,
    fingerprint     BLOB   NOT NULL,
    statement       TEXT   NOT NULL -- whole but for "stored"
);

CREATE INDEX xapi_statement_by_registration ON xapi_statement (registration_id, position);
