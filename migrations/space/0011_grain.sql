-- Drafts of grains. What can be said of one in a list is taken out of its document when it is saved.
CREATE TABLE grain (
    id            TEXT   NOT NULL PRIMARY KEY,
    owner_id      TEXT   NOT NULL,
    media_id      TEXT,            -- the film; none yet when NULL
    title         TEXT   NOT NULL,
    title_folded  TEXT   NOT NULL,
    document      TEXT   NOT NULL, -- JSON in the form of RFC 8785
    hash          TEXT   NOT NULL, -- SHA-256 of the document, hexadecimal
    target_count  BIGINT NOT NULL,
    quiz_count    BIGINT NOT NULL,
    content_count BIGINT NOT NULL,
    chapter_count BIGINT NOT NULL,
    created_ms    BIGINT NOT NULL,
    edited_ms     BIGINT NOT NULL,
    deleted_ms    BIGINT,
    version       BIGINT NOT NULL
);

CREATE INDEX grain_by_edit ON grain (edited_ms, id);
CREATE INDEX grain_by_media ON grain (media_id);

-- Every identity that a grain ever had: it never changes its kind.
CREATE TABLE grain_element (
    grain_id   TEXT   NOT NULL REFERENCES grain (id) ON DELETE CASCADE,
    element_id TEXT   NOT NULL,
    kind       BIGINT NOT NULL CHECK (kind BETWEEN 0 AND 7), -- chapter, target, quiz, question, choice, image, slides, text
    PRIMARY KEY (grain_id, element_id)
);

-- Who stands on a grain, by identity: while one does it is not deleted.
CREATE TABLE grain_use (
    grain_id TEXT NOT NULL REFERENCES grain (id),
    user_id  TEXT NOT NULL,
    PRIMARY KEY (grain_id, user_id)
);

CREATE INDEX grain_use_by_user ON grain_use (user_id);

-- Frozen: no row changes.
CREATE TABLE grain_version (
    id         TEXT   NOT NULL PRIMARY KEY,
    grain_id   TEXT   NOT NULL REFERENCES grain (id),
    number     BIGINT NOT NULL,
    media_id   TEXT   NOT NULL,
    title      TEXT   NOT NULL,
    document   TEXT   NOT NULL,
    hash       TEXT   NOT NULL, -- of the document and the digests of its media
    created_ms BIGINT NOT NULL,
    UNIQUE (grain_id, number),
    UNIQUE (grain_id, hash)
);
