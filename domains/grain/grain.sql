-- :database space

-- :name grain_insert
INSERT INTO grain (id, owner_id, media_id, title, title_folded, document, hash, target_count, quiz_count, content_count,
                   chapter_count, created_ms, edited_ms, deleted_ms, version)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, 1);

-- :name grain_get
SELECT id, owner_id, media_id, title, target_count, quiz_count, content_count, chapter_count, created_ms, edited_ms,
       deleted_ms, version, document, hash
FROM grain WHERE id = ?;

-- :name grain_update
UPDATE grain SET media_id = ?, title = ?, title_folded = ?, document = ?, hash = ?, target_count = ?, quiz_count = ?,
                 content_count = ?, chapter_count = ?, edited_ms = ?, version = version + 1
WHERE id = ? AND version = ? AND deleted_ms IS NULL;

-- Nobody may begin to use it between the look and the deletion: one statement.
-- :name grain_mark_deleted
UPDATE grain SET deleted_ms = ?, version = version + 1
WHERE id = ? AND deleted_ms IS NULL AND NOT EXISTS (SELECT 1 FROM grain_use u WHERE u.grain_id = grain.id);

-- :name grain_mark_live
UPDATE grain SET deleted_ms = NULL, version = version + 1 WHERE id = ? AND deleted_ms IS NOT NULL;

-- Filters that are empty find all. The cursor's first parameter says whether the page is the first one.
-- :name grain_list
SELECT id, owner_id, media_id, title, target_count, quiz_count, content_count, chapter_count, created_ms, edited_ms,
       deleted_ms, version
FROM grain
WHERE deleted_ms IS NULL AND title_folded LIKE ? ESCAPE '!'
  AND (CAST(? AS TEXT) = '' OR owner_id = ?) AND (CAST(? AS TEXT) = '' OR media_id = ?)
  AND (CAST(? AS BIGINT) = 1 OR (edited_ms, id) < (?, ?))
ORDER BY edited_ms DESC, id DESC LIMIT ?;

-- :name grain_count
SELECT COUNT(*) FROM grain
WHERE deleted_ms IS NULL AND title_folded LIKE ? ESCAPE '!'
  AND (CAST(? AS TEXT) = '' OR owner_id = ?) AND (CAST(? AS TEXT) = '' OR media_id = ?);

-- :name grain_element_count
SELECT COUNT(*) FROM grain_element WHERE grain_id = ?;

-- :name grain_element_list
SELECT element_id, kind FROM grain_element WHERE grain_id = ? ORDER BY element_id;

-- :name grain_element_insert
INSERT INTO grain_element (grain_id, element_id, kind) VALUES (?, ?, ?);

-- :name grain_use_clear
DELETE FROM grain_use WHERE user_id = ?;

-- A deleted grain is not used: then nothing is inserted.
-- :name grain_use_insert
INSERT INTO grain_use (grain_id, user_id)
SELECT g.id, CAST(? AS TEXT) FROM grain g WHERE g.id = ? AND g.deleted_ms IS NULL;

-- :name grain_version_find
SELECT id FROM grain_version WHERE grain_id = ? AND hash = ?;

-- :name grain_version_insert
INSERT INTO grain_version (id, grain_id, number, media_id, title, document, hash, created_ms)
VALUES (?, ?, (SELECT COALESCE(MAX(v.number), 0) + 1 FROM grain_version v WHERE v.grain_id = ?), ?, ?, ?, ?, ?);

-- :name grain_version_get
SELECT id, grain_id, media_id, number, title, document, hash, created_ms FROM grain_version WHERE id = ?;
