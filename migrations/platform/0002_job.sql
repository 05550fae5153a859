-- Jobs: what a worker has to do. The row that a job serves lives elsewhere and is the truth; a job is its echo.
-- state: 0 waiting, 1 leased, 2 done, 3 failed, 4 cancelled. ready: 1 when due; 0 while due_ms lies ahead, so that jobs
-- of the future never stand in the way of the index that claims.
CREATE TABLE job (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    space_id TEXT,
    payload TEXT NOT NULL,
    state BIGINT NOT NULL CHECK (state BETWEEN 0 AND 4),
    ready BIGINT NOT NULL CHECK (ready IN (0, 1)),
    priority BIGINT NOT NULL,
    due_ms BIGINT NOT NULL,
    attempts BIGINT NOT NULL DEFAULT 0,
    lost_leases BIGINT NOT NULL DEFAULT 0,
    lease TEXT,
    worker TEXT,
    lease_until_ms BIGINT,
    progress_ppm BIGINT NOT NULL DEFAULT 0 CHECK (progress_ppm BETWEEN 0 AND 1000000),
    error TEXT,
    created_ms BIGINT NOT NULL,
    ended_ms BIGINT
);
CREATE UNIQUE INDEX job_key ON job (kind, key) WHERE state < 2;
CREATE INDEX job_ready ON job (kind, priority DESC, due_ms, id) WHERE state = 0 AND ready = 1;
CREATE INDEX job_ahead ON job (due_ms) WHERE state = 0 AND ready = 0;
CREATE INDEX job_lease ON job (lease_until_ms) WHERE state = 1;
CREATE INDEX job_ended ON job (ended_ms) WHERE state >= 2;

-- Machines that may ask for jobs. The token itself is shown once, when it is made.
CREATE TABLE worker_token (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    hash BLOB NOT NULL,
    created_ms BIGINT NOT NULL,
    revoked_ms BIGINT
);
CREATE UNIQUE INDEX worker_token_hash ON worker_token (hash);
CREATE UNIQUE INDEX worker_token_name ON worker_token (name) WHERE revoked_ms IS NULL;
