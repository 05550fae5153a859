-- Attempts and versions. A launch is of one version and one attempt for ever; what is known of a learner hangs on the
-- attempt, and coverage on the film besides, so that a version with another film neither takes nor loses any. Which
-- answers count in a version is not written down but computed: by what its questions are, play_version_question.
ALTER TABLE play_launch ADD COLUMN module_version_id TEXT;
ALTER TABLE play_launch ADD COLUMN attempt BIGINT NOT NULL DEFAULT 1;
UPDATE play_launch SET module_version_id = (
    SELECT d.module_version_id FROM registration r JOIN distribution d ON d.id = r.distribution_id
    WHERE r.id = play_launch.registration_id);

-- Frozen modules as far as scores need them. Written when a version is first met; a row of play_version says that the
-- others are whole.
CREATE TABLE play_version (
    module_version_id TEXT   NOT NULL PRIMARY KEY,
    pass_percent      BIGINT NOT NULL -- the highest mark that one of its grains asks for
);

CREATE TABLE play_version_grain (
    module_version_id TEXT   NOT NULL,
    position          BIGINT NOT NULL,
    grain_id          TEXT   NOT NULL,
    film_id           TEXT   NOT NULL,
    PRIMARY KEY (module_version_id, position)
);

CREATE TABLE play_version_question (
    module_version_id TEXT   NOT NULL,
    grain_id          TEXT   NOT NULL,
    question_id       TEXT   NOT NULL,
    points            BIGINT NOT NULL,
    hash              TEXT   NOT NULL, -- of kind, choices, key and points: the same hash asks the same
    PRIMARY KEY (module_version_id, grain_id, question_id)
);

CREATE TABLE play_attempt (
    registration_id   TEXT   NOT NULL,
    attempt           BIGINT NOT NULL CHECK (attempt > 0),
    module_version_id TEXT   NOT NULL, -- in which it was completed; until then, last played
    first_ms          BIGINT NOT NULL,
    last_ms           BIGINT NOT NULL,
    completed_ms      BIGINT NOT NULL, -- 0 = not yet
    PRIMARY KEY (registration_id, attempt)
);

CREATE TABLE play_grain (
    registration_id TEXT   NOT NULL,
    attempt         BIGINT NOT NULL CHECK (attempt > 0),
    grain_id        TEXT   NOT NULL,
    first_ms        BIGINT NOT NULL,
    last_ms         BIGINT NOT NULL,
    completed_ms    BIGINT NOT NULL, -- 0 = not yet; completed stays completed, whatever later versions ask
    PRIMARY KEY (registration_id, attempt, grain_id)
);

CREATE TABLE play_film (
    registration_id    TEXT   NOT NULL,
    attempt            BIGINT NOT NULL CHECK (attempt > 0),
    grain_id           TEXT   NOT NULL,
    film_id            TEXT   NOT NULL,
    duration_ms        BIGINT NOT NULL, -- as it was known here; kept by a rebuild
    position_ms        BIGINT NOT NULL,
    position_launch_id TEXT,
    position_said_ms   BIGINT NOT NULL, -- by the clock of that launch's browser
    coverage           BLOB   NOT NULL, -- one bit for each second of film, lowest first
    covered_s          BIGINT NOT NULL, -- bits that are set
    tail_start_ms      BIGINT NOT NULL, -- what was last played of a second that is not over
    tail_end_ms        BIGINT NOT NULL,
    PRIMARY KEY (registration_id, attempt, grain_id, film_id)
);

-- The first answer to a question counts in its attempt.
CREATE TABLE play_response (
    registration_id   TEXT   NOT NULL,
    attempt           BIGINT NOT NULL CHECK (attempt > 0),
    grain_id          TEXT   NOT NULL,
    question_id       TEXT   NOT NULL,
    ordinal           BIGINT NOT NULL CHECK (ordinal > 0),
    module_version_id TEXT   NOT NULL, -- by whose key it was judged
    statement_id      TEXT   NOT NULL,
    choices           TEXT   NOT NULL, -- identities, a blank between two
    correct           BIGINT NOT NULL CHECK (correct IN (0, 1)),
    points            BIGINT NOT NULL,
    latency_ms        BIGINT NOT NULL,
    answered_ms       BIGINT NOT NULL,
    PRIMARY KEY (registration_id, attempt, grain_id, question_id, ordinal)
);

CREATE TABLE play_target (
    registration_id TEXT   NOT NULL,
    attempt         BIGINT NOT NULL CHECK (attempt > 0),
    grain_id        TEXT   NOT NULL,
    target_id       TEXT   NOT NULL,
    opened_ms       BIGINT NOT NULL,
    PRIMARY KEY (registration_id, attempt, grain_id, target_id)
);

-- What there was becomes the first attempt at the version that was handed out.
INSERT INTO play_attempt (registration_id, attempt, module_version_id, first_ms, last_ms, completed_ms)
SELECT s.registration_id, 1, d.module_version_id, MIN(s.first_ms), MAX(s.last_ms),
       CASE WHEN SUM(CASE WHEN s.completed_ms > 0 THEN 1 ELSE 0 END)
                 = (SELECT COUNT(*) FROM module_version_grain g WHERE g.module_version_id = d.module_version_id)
            THEN MAX(s.completed_ms) ELSE 0 END
FROM play_state s JOIN registration r ON r.id = s.registration_id JOIN distribution d ON d.id = r.distribution_id
GROUP BY s.registration_id, d.module_version_id;

INSERT INTO play_grain (registration_id, attempt, grain_id, first_ms, last_ms, completed_ms)
SELECT registration_id, 1, grain_id, first_ms, last_ms, completed_ms FROM play_state;

INSERT INTO play_film (registration_id, attempt, grain_id, film_id, duration_ms, position_ms, position_launch_id,
                       position_said_ms, coverage, covered_s, tail_start_ms, tail_end_ms)
SELECT s.registration_id, 1, s.grain_id, v.media_id, s.duration_ms, s.position_ms, s.position_launch_id,
       s.position_said_ms, s.coverage, s.covered_s, s.tail_start_ms, s.tail_end_ms
FROM play_state s JOIN registration r ON r.id = s.registration_id JOIN distribution d ON d.id = r.distribution_id
     JOIN module_version_grain g ON g.module_version_id = d.module_version_id
     JOIN grain_version v ON v.id = g.grain_version_id AND v.grain_id = s.grain_id;

INSERT INTO play_response (registration_id, attempt, grain_id, question_id, ordinal, module_version_id, statement_id,
                           choices, correct, points, latency_ms, answered_ms)
SELECT a.registration_id, 1, a.grain_id, a.question_id, a.attempt, d.module_version_id, a.statement_id, a.choices,
       a.correct, a.points, a.latency_ms, a.answered_ms
FROM play_answer a JOIN registration r ON r.id = a.registration_id JOIN distribution d ON d.id = r.distribution_id;

INSERT INTO play_target (registration_id, attempt, grain_id, target_id, opened_ms)
SELECT registration_id, 1, grain_id, target_id, opened_ms FROM play_opened;

-- Who had finished has finished.
UPDATE registration SET finished_ms = COALESCE((SELECT a.completed_ms FROM play_attempt a
                                                WHERE a.registration_id = registration.id AND a.attempt = 1), 0);

DROP TABLE play_state;
DROP TABLE play_answer;
DROP TABLE play_opened;
