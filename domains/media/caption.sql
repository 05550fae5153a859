-- :database space

-- :name media_caption_list
SELECT language, label, kind, cue_count, duration_ms, changed_ms FROM media_caption
WHERE media_id = ? ORDER BY language LIMIT ?;

-- :name media_caption_get
SELECT language, label, kind, cue_count, duration_ms, changed_ms FROM media_caption
WHERE media_id = ? AND language = ?;

-- :name media_caption_count_others
SELECT COUNT(*) FROM media_caption WHERE media_id = ? AND language <> ?;

-- :name media_caption_put
INSERT INTO media_caption (media_id, language, label, kind, cue_count, duration_ms, changed_ms)
VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (media_id, language) DO UPDATE
SET label = excluded.label, kind = excluded.kind, cue_count = excluded.cue_count, duration_ms = excluded.duration_ms,
    changed_ms = excluded.changed_ms;

-- :name media_caption_delete
DELETE FROM media_caption WHERE media_id = ? AND language = ?;
