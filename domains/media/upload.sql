-- :database space

-- :name media_upload_insert
INSERT INTO upload (media_id, owner_id, total_bytes, offset_bytes, hash, finished, changed_ms)
VALUES (?, ?, ?, 0, ?, 0, ?);

-- :name media_upload_get
SELECT media_id, owner_id, total_bytes, offset_bytes, hash, finished, changed_ms FROM upload WHERE media_id = ?;

-- :name media_upload_advance
UPDATE upload SET offset_bytes = ?, hash = ?, changed_ms = ? WHERE media_id = ? AND offset_bytes = ? AND finished = 0;

-- :name media_upload_finish
UPDATE upload SET finished = 1, changed_ms = ? WHERE media_id = ? AND finished = 0;

-- :name media_upload_delete
DELETE FROM upload WHERE media_id = ?;

-- :name media_upload_count_open
SELECT COUNT(*) FROM upload
WHERE owner_id = ? AND finished = 0
    AND EXISTS (SELECT 1 FROM media WHERE media.id = upload.media_id AND media.deleted_ms IS NULL);

-- Whole and not finished: the program died in between. Or not touched since.
-- :name media_upload_list_due
SELECT media_id, owner_id, total_bytes, offset_bytes, hash, finished, changed_ms FROM upload
WHERE media_id > ? AND (changed_ms < ? OR (finished = 0 AND offset_bytes = total_bytes))
ORDER BY media_id LIMIT ?;
