-- :database space

-- :name media_insert
INSERT INTO media (id, owner_id, kind, state, playable, title, title_folded, file_name, size_bytes, received_bytes, sha256,
                   duration_ms, width, height, page_count, poster, probe, pages, progress_ppm, progress_ms, error_code,
                   task_id, created_ms, deleted_ms, version)
VALUES (?, ?, ?, 0, 0, ?, ?, ?, ?, 0, '', 0, 0, 0, 0, '', NULL, NULL, 0, 0, '', NULL, ?, NULL, 1);

-- :name media_get
SELECT id, owner_id, kind, state, playable, title, file_name, size_bytes, received_bytes, sha256, duration_ms, width,
       height, page_count, progress_ppm, error_code, poster, created_ms, deleted_ms, version, probe, pages, task_id,
       progress_ms
FROM media WHERE id = ?;

-- :name media_set_received
UPDATE media SET received_bytes = ? WHERE id = ? AND state = 0;

-- :name media_begin
UPDATE media SET state = 1, received_bytes = size_bytes, sha256 = ?, task_id = ? WHERE id = ? AND state = 0;

-- :name media_again
UPDATE media SET state = 1, error_code = '', task_id = ? WHERE id = ? AND state = 3;

-- :name media_fail
UPDATE media SET state = 3, error_code = ? WHERE id = ? AND state IN (0, 1);

-- :name media_ready
UPDATE media SET state = 2, playable = 1, progress_ppm = 1000000 WHERE id = ? AND state = 1;

-- :name media_set_playable
UPDATE media SET playable = 1 WHERE id = ?;

-- :name media_set_progress
UPDATE media SET progress_ppm = ?, progress_ms = ? WHERE id = ?;

-- :name media_set_probe
UPDATE media SET probe = ?, duration_ms = ?, width = ?, height = ? WHERE id = ?;

-- :name media_set_pages
UPDATE media SET pages = ?, page_count = ?, width = ?, height = ?, poster = ? WHERE id = ?;

-- :name media_set_poster
UPDATE media SET poster = ? WHERE id = ?;

-- :name media_set_title
UPDATE media SET title = ?, title_folded = ?, version = version + 1 WHERE id = ? AND version = ? AND deleted_ms IS NULL;

-- :name media_mark_deleted
UPDATE media SET deleted_ms = ?, version = version + 1
WHERE id = ? AND deleted_ms IS NULL AND NOT EXISTS (SELECT 1 FROM media_use u WHERE u.media_id = media.id);

-- :name media_use_clear
DELETE FROM media_use WHERE user_id = ?;

-- :name media_use_insert
INSERT INTO media_use (media_id, user_id)
SELECT id, CAST(? AS TEXT) FROM media WHERE id = ? AND deleted_ms IS NULL
ON CONFLICT DO NOTHING;

-- :name media_mark_live
UPDATE media SET deleted_ms = NULL, version = version + 1 WHERE id = ? AND deleted_ms >= ?;

-- :name media_delete
DELETE FROM media WHERE id = ?;

-- Kind and state: −1 finds all. The parameter before the place says whether the page is the first one.
-- :name media_list
SELECT id, owner_id, kind, state, playable, title, file_name, size_bytes, received_bytes, sha256, duration_ms, width,
       height, page_count, progress_ppm, error_code, poster, created_ms, deleted_ms, version, NULL, NULL, NULL, 0
FROM media
WHERE deleted_ms IS NULL AND title_folded LIKE ? ESCAPE '!' AND (CAST(? AS BIGINT) = -1 OR kind = ?)
    AND (CAST(? AS BIGINT) = -1 OR state = ?) AND (CAST(? AS BIGINT) = 1 OR (created_ms, id) < (?, ?))
ORDER BY created_ms DESC, id DESC LIMIT ?;

-- :name media_count
SELECT COUNT(*) FROM media
WHERE deleted_ms IS NULL AND title_folded LIKE ? ESCAPE '!' AND (CAST(? AS BIGINT) = -1 OR kind = ?)
    AND (CAST(? AS BIGINT) = -1 OR state = ?);

-- :name media_list_state
SELECT id FROM media WHERE deleted_ms IS NULL AND state = ? AND id > ? ORDER BY id LIMIT ?;

-- :name media_list_deleted
SELECT id FROM media WHERE deleted_ms < ? ORDER BY deleted_ms LIMIT ?;
