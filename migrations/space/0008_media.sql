-- Films, images and documents; the steps that prepare them; what players need to know of the finished tracks.
CREATE TABLE media (
    id             TEXT   NOT NULL PRIMARY KEY,
    owner_id       TEXT,            -- person; NULL: the program itself
    kind           BIGINT NOT NULL CHECK (kind BETWEEN 0 AND 2),  -- video, image, document
    state          BIGINT NOT NULL CHECK (state BETWEEN 0 AND 3), -- uploading, preparing, ready, failed
    playable       BIGINT NOT NULL CHECK (playable IN (0, 1)),
    title          TEXT   NOT NULL,
    title_folded   TEXT   NOT NULL,
    file_name      TEXT   NOT NULL,
    size_bytes     BIGINT NOT NULL,
    received_bytes BIGINT NOT NULL,
    sha256         TEXT   NOT NULL, -- of the source, hexadecimal; empty while uploading
    duration_ms    BIGINT NOT NULL,
    width          BIGINT NOT NULL,
    height         BIGINT NOT NULL,
    page_count     BIGINT NOT NULL,
    poster         TEXT   NOT NULL, -- name of a file of the media; empty = none
    probe          TEXT,            -- JSON, what the first step found in a film
    pages          TEXT,            -- JSON, pictures of an image or of each page
    progress_ppm   BIGINT NOT NULL, -- of preparing
    progress_ms    BIGINT NOT NULL, -- when that was written
    error_code     TEXT   NOT NULL, -- empty = none
    task_id        TEXT,            -- of the owner, while preparing
    created_ms     BIGINT NOT NULL,
    deleted_ms     BIGINT,
    version        BIGINT NOT NULL
);

CREATE INDEX media_by_created ON media (created_ms, id) WHERE deleted_ms IS NULL;
CREATE INDEX media_by_state ON media (state, id) WHERE deleted_ms IS NULL;
CREATE INDEX media_by_deletion ON media (deleted_ms) WHERE deleted_ms IS NOT NULL;

-- A row comes when all that the step needs is done. `kind` is a MediaStepKind, `part` counts within it.
CREATE TABLE media_step (
    media_id     TEXT   NOT NULL REFERENCES media (id) ON DELETE CASCADE,
    name         TEXT   NOT NULL, -- "encode.a.0003"
    kind         BIGINT NOT NULL CHECK (kind BETWEEN 0 AND 8),
    part         BIGINT NOT NULL,
    state        BIGINT NOT NULL CHECK (state BETWEEN 0 AND 3), -- ready, done, failed, cancelled
    priority     BIGINT NOT NULL,
    key          BLOB   NOT NULL, -- SHA-256 of source, step, version of the step, parameters
    weight       BIGINT NOT NULL, -- share in the progress of the media
    progress_ppm BIGINT NOT NULL,
    job_id       TEXT,            -- the job it has, or had
    PRIMARY KEY (media_id, name)
);

CREATE INDEX media_step_due ON media_step (media_id, state, priority, kind, part);

-- What each finished part of a track holds. Goes two hours after the track became one file.
CREATE TABLE media_run (
    media_id   TEXT   NOT NULL REFERENCES media (id) ON DELETE CASCADE,
    track      TEXT   NOT NULL,
    part       BIGINT NOT NULL,
    start      BIGINT NOT NULL, -- ticks
    sha256     TEXT   NOT NULL,
    size_bytes BIGINT NOT NULL,
    segments   BLOB   NOT NULL, -- for each: bytes and ticks, 32 bits each, little endian
    PRIMARY KEY (media_id, track, part)
);

CREATE TABLE media_track (
    media_id     TEXT   NOT NULL REFERENCES media (id) ON DELETE CASCADE,
    name         TEXT   NOT NULL, -- "v240"
    kind         BIGINT NOT NULL CHECK (kind BETWEEN 0 AND 1), -- video, audio
    codecs       TEXT   NOT NULL,
    width        BIGINT NOT NULL,
    height       BIGINT NOT NULL,
    timescale    BIGINT NOT NULL,
    init         BLOB   NOT NULL, -- ftyp and moov
    init_sha256  TEXT   NOT NULL,
    finalised_ms BIGINT,          -- NULL: still in parts
    header_bytes BIGINT NOT NULL, -- of the one file, before its first segment
    size_bytes   BIGINT NOT NULL,
    start        BIGINT NOT NULL, -- ticks, of the first segment
    segments     BLOB   NOT NULL, -- as in media_run; empty while in parts
    PRIMARY KEY (media_id, name)
);

CREATE INDEX media_track_finalised ON media_track (finalised_ms);
