-- account: persons, their groups, sessions and single-use links. Times are integer milliseconds UTC; 0 = never.

CREATE TABLE person (
    id TEXT NOT NULL PRIMARY KEY,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    email TEXT NOT NULL UNIQUE, -- lower case
    name_folded TEXT NOT NULL, -- last then first name, lower case without accents: sort
    search_folded TEXT NOT NULL, -- names in both orders and e-mail, the same: search
    language BIGINT NOT NULL CHECK (language BETWEEN 0 AND 1),
    theme BIGINT NOT NULL DEFAULT 0 CHECK (theme BETWEEN 0 AND 2),
    roles BIGINT NOT NULL CHECK (roles BETWEEN 1 AND 127), -- bit set by role number
    state BIGINT NOT NULL DEFAULT 0 CHECK (state BETWEEN 0 AND 2), -- invited, active, deactivated
    password_hash TEXT, -- NULL until one is chosen
    created_ms BIGINT NOT NULL,
    invited_ms BIGINT NOT NULL DEFAULT 0,
    last_sign_in_ms BIGINT NOT NULL DEFAULT 0,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX person_by_name ON person (name_folded, id);
CREATE INDEX person_by_last_sign_in ON person (last_sign_in_ms, id);
CREATE INDEX person_by_created ON person (created_ms, id);

-- Membership is an attribute of the person, so both tables lie here; domain group alone writes the first.
CREATE TABLE person_group (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    created_ms BIGINT NOT NULL,
    deleted_ms BIGINT, -- kept for a while, to be restored; such a group counts nowhere
    version BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX person_group_name ON person_group (name_folded) WHERE deleted_ms IS NULL;

CREATE TABLE group_member (
    group_id TEXT NOT NULL REFERENCES person_group (id) ON DELETE CASCADE,
    person_id TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    added_ms BIGINT NOT NULL,
    PRIMARY KEY (person_id, group_id)
);
CREATE INDEX group_member_by_group ON group_member (group_id, person_id);

CREATE TABLE session (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    token_hash BLOB NOT NULL UNIQUE, -- SHA-256; the token itself is stored nowhere
    created_ms BIGINT NOT NULL,
    last_seen_ms BIGINT NOT NULL, -- written at most once a minute
    expires_ms BIGINT NOT NULL, -- absolute end
    user_agent TEXT NOT NULL,
    address TEXT NOT NULL
);
CREATE INDEX session_by_person ON session (person_id, created_ms);
CREATE INDEX session_by_expires ON session (expires_ms);

-- A row is a link that may still be used once: using or voiding it deletes the row.
CREATE TABLE access_link (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    purpose BIGINT NOT NULL CHECK (purpose BETWEEN 0 AND 1), -- invitation, reset
    token_hash BLOB NOT NULL UNIQUE,
    created_ms BIGINT NOT NULL,
    expires_ms BIGINT NOT NULL
);
CREATE INDEX access_link_by_person ON access_link (person_id, purpose);
CREATE INDEX access_link_by_expires ON access_link (expires_ms);
