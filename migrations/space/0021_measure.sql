-- Figures computed from statements: all of it can be dropped and computed again. A learner is a registration; rows are
-- kept by attempt, version and day, so that every filter is a choice of rows. The module comes first in each key: what
-- is read is proportional to what one module has.

-- How far the projector is. Whoever moves it holds this row: two processes follow one another.
CREATE TABLE measure_cursor (
    id        BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    position  BIGINT NOT NULL
);

INSERT INTO measure_cursor (id, position) VALUES (1, 0);

CREATE TABLE measure_module (
    module_id TEXT   NOT NULL PRIMARY KEY,
    stored_ms BIGINT NOT NULL, -- of the last statement that is counted
    last_ms   BIGINT NOT NULL  -- when it happened
);

-- A day of one learner in one grain.
CREATE TABLE measure_watch (
    module_id         TEXT   NOT NULL,
    grain_id          TEXT   NOT NULL,
    registration_id   TEXT   NOT NULL,
    attempt           BIGINT NOT NULL,
    module_version_id TEXT   NOT NULL,
    day               BIGINT NOT NULL, -- in Paris, from 1970-01-01 = 0
    distribution_id   TEXT   NOT NULL,
    person_id         TEXT   NOT NULL,
    film_id           TEXT   NOT NULL,
    watched_ms        BIGINT NOT NULL, -- of film, repeats included
    first_ms          BIGINT NOT NULL,
    last_ms           BIGINT NOT NULL,
    views             BLOB   NOT NULL, -- one byte for each second of film: measure_views.h
    PRIMARY KEY (module_id, grain_id, registration_id, attempt, module_version_id, day)
);

-- One opening of the player: what it claimed to have played, and the second that it left unfinished.
CREATE TABLE measure_launch (
    launch_id     TEXT   NOT NULL,
    grain_id      TEXT   NOT NULL,
    claimed_s     BIGINT NOT NULL,
    tail_start_ms BIGINT NOT NULL,
    tail_end_ms   BIGINT NOT NULL,
    tail_counted  BIGINT NOT NULL CHECK (tail_counted IN (0, 1)),
    PRIMARY KEY (launch_id, grain_id)
);

CREATE TABLE measure_target (
    module_id         TEXT   NOT NULL,
    grain_id          TEXT   NOT NULL,
    target_id         TEXT   NOT NULL,
    registration_id   TEXT   NOT NULL,
    attempt           BIGINT NOT NULL,
    module_version_id TEXT   NOT NULL,
    day               BIGINT NOT NULL,
    distribution_id   TEXT   NOT NULL,
    person_id         TEXT   NOT NULL,
    shown             BIGINT NOT NULL, -- times
    opened            BIGINT NOT NULL,
    closed            BIGINT NOT NULL,
    dwell_ms          BIGINT NOT NULL, -- from opened to closed, all of them together
    PRIMARY KEY (module_id, grain_id, target_id, registration_id, attempt, module_version_id, day)
);

CREATE TABLE measure_answer (
    module_id         TEXT   NOT NULL,
    grain_id          TEXT   NOT NULL,
    question_id       TEXT   NOT NULL,
    registration_id   TEXT   NOT NULL,
    attempt           BIGINT NOT NULL,
    nth               BIGINT NOT NULL, -- within the attempt; the first one counts
    module_version_id TEXT   NOT NULL, -- by whose key it was judged
    day               BIGINT NOT NULL,
    distribution_id   TEXT   NOT NULL,
    person_id         TEXT   NOT NULL,
    choices           TEXT   NOT NULL, -- identities, a blank between two
    correct           BIGINT NOT NULL CHECK (correct IN (0, 1)),
    points            BIGINT NOT NULL,
    points_max        BIGINT NOT NULL,
    answered_ms       BIGINT NOT NULL,
    latency_ms        BIGINT NOT NULL,
    PRIMARY KEY (module_id, grain_id, question_id, registration_id, attempt, nth)
);

-- What play says of each attempt, and by which version and mark it was asked.
CREATE TABLE measure_attempt (
    module_id         TEXT   NOT NULL,
    registration_id   TEXT   NOT NULL,
    attempt           BIGINT NOT NULL,
    distribution_id   TEXT   NOT NULL,
    person_id         TEXT   NOT NULL,
    module_version_id TEXT   NOT NULL, -- in which it is scored
    state             BIGINT NOT NULL CHECK (state BETWEEN 0 AND 2),
    points            BIGINT NOT NULL,
    points_max        BIGINT NOT NULL,
    success           BIGINT NOT NULL CHECK (success BETWEEN -1 AND 1), -- -1: no mark, or not yet
    progress_ppm      BIGINT NOT NULL,
    first_ms          BIGINT NOT NULL,
    completed_ms      BIGINT NOT NULL, -- 0 = not yet
    asked_version_id  TEXT   NOT NULL, -- the registration's
    asked_percent     BIGINT NOT NULL, -- the distribution's
    PRIMARY KEY (module_id, registration_id, attempt)
);

CREATE INDEX measure_attempt_by_registration ON measure_attempt (registration_id);
