-- :database space

-- :name notify_inbox_insert
INSERT INTO inbox (id, person_id, kind, title, detail, link, by_id, decision, due_ms, created_ms, read_ms)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0);

-- The first parameter of the cursor says whether the page is the first one.
-- :name notify_inbox_list
SELECT id, kind, title, detail, link, by_id, decision, due_ms, created_ms, read_ms
FROM inbox WHERE person_id = ? AND (CAST(? AS BIGINT) = 1 OR (created_ms, id) < (?, ?))
ORDER BY created_ms DESC, id DESC LIMIT ?;

-- :name notify_inbox_count
SELECT COUNT(*), COALESCE(SUM(CASE WHEN read_ms = 0 THEN 1 ELSE 0 END), 0) FROM inbox WHERE person_id = ?;

-- :name notify_inbox_mark_read
UPDATE inbox SET read_ms = ? WHERE id = ? AND person_id = ? AND read_ms = 0;

-- :name notify_inbox_mark_all_read
UPDATE inbox SET read_ms = ? WHERE person_id = ? AND read_ms = 0;

-- :name notify_inbox_delete_old
DELETE FROM inbox WHERE id IN (SELECT id FROM inbox WHERE created_ms < ? ORDER BY created_ms LIMIT ?);
