-- Playing. A launch is one opening of a play page; it is kept for ever, because statements name it and what they claim is
-- held against its beginning. The other three are computed from statements and can be rebuilt.
CREATE TABLE play_launch (
    id              TEXT   NOT NULL PRIMARY KEY,
    registration_id TEXT   NOT NULL,
    person_id       TEXT   NOT NULL,
    token_hash      BLOB   NOT NULL,
    created_ms      BIGINT NOT NULL,
    expires_ms      BIGINT NOT NULL,
    claimed_s       BIGINT NOT NULL -- seconds of film newly watched in it
);

CREATE INDEX play_launch_by_registration ON play_launch (registration_id);

CREATE TABLE play_state (
    registration_id    TEXT   NOT NULL,
    grain_id           TEXT   NOT NULL,
    duration_ms        BIGINT NOT NULL, -- of the film, as it was known here; kept by a rebuild
    position_ms        BIGINT NOT NULL,
    position_launch_id TEXT,
    position_said_ms   BIGINT NOT NULL, -- by the clock of that launch's browser
    coverage           BLOB   NOT NULL, -- one bit for each second of film, lowest first
    covered_s          BIGINT NOT NULL, -- bits that are set
    tail_start_ms      BIGINT NOT NULL, -- what was last played of a second that is not over
    tail_end_ms        BIGINT NOT NULL,
    points             BIGINT NOT NULL,
    points_max         BIGINT NOT NULL,
    pass_percent       BIGINT NOT NULL,
    completed_ms       BIGINT NOT NULL, -- 0 = not yet
    first_ms           BIGINT NOT NULL,
    last_ms            BIGINT NOT NULL,
    PRIMARY KEY (registration_id, grain_id)
);

-- The first attempt counts.
CREATE TABLE play_answer (
    registration_id TEXT   NOT NULL,
    grain_id        TEXT   NOT NULL,
    question_id     TEXT   NOT NULL,
    attempt         BIGINT NOT NULL CHECK (attempt > 0),
    statement_id    TEXT   NOT NULL,
    choices         TEXT   NOT NULL, -- identities, a blank between two
    correct         BIGINT NOT NULL CHECK (correct IN (0, 1)),
    points          BIGINT NOT NULL,
    latency_ms      BIGINT NOT NULL,
    answered_ms     BIGINT NOT NULL,
    PRIMARY KEY (registration_id, grain_id, question_id, attempt)
);

CREATE TABLE play_opened (
    registration_id TEXT   NOT NULL,
    grain_id        TEXT   NOT NULL,
    target_id       TEXT   NOT NULL,
    opened_ms       BIGINT NOT NULL,
    PRIMARY KEY (registration_id, grain_id, target_id)
);
