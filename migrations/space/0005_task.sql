-- Long work that a person started and follows in the task centre.
CREATE TABLE task (
    id           TEXT   NOT NULL PRIMARY KEY,
    person_id    TEXT   NOT NULL,
    kind         TEXT   NOT NULL,
    label        TEXT   NOT NULL,
    state        BIGINT NOT NULL CHECK (state BETWEEN 0 AND 4), -- queued, running, done, failed, cancelled
    progress_ppm BIGINT NOT NULL CHECK (progress_ppm BETWEEN 0 AND 1000000),
    created_ms   BIGINT NOT NULL,
    started_ms   BIGINT NOT NULL, -- 0 = not yet
    finished_ms  BIGINT NOT NULL, -- 0 = not yet
    result       TEXT   NOT NULL, -- JSON object or empty
    error_code   TEXT   NOT NULL,
    link         TEXT   NOT NULL
);

CREATE INDEX task_by_person ON task (person_id, id);
