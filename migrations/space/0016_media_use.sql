-- Who needs which media: drafts and versions of grains. A media in use is not deleted.
CREATE TABLE media_use (
    media_id TEXT NOT NULL REFERENCES media (id) ON DELETE CASCADE, -- an upload that was given up
    user_id TEXT NOT NULL,
    PRIMARY KEY (media_id, user_id)
);
CREATE INDEX media_use_by_user ON media_use (user_id);
