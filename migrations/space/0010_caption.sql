-- Captions of films. Their text is the file "c-<language>.vtt" of the media.
CREATE TABLE media_caption (
    media_id    TEXT   NOT NULL REFERENCES media (id) ON DELETE CASCADE,
    language    TEXT   NOT NULL, -- BCP 47
    label       TEXT   NOT NULL,
    kind        BIGINT NOT NULL CHECK (kind BETWEEN 0 AND 1), -- captions, descriptions
    cue_count   BIGINT NOT NULL,
    duration_ms BIGINT NOT NULL, -- end of the last cue
    changed_ms  BIGINT NOT NULL,
    PRIMARY KEY (media_id, language)
);
