-- :database space

-- :name task_insert
INSERT INTO task (id, person_id, kind, label, state, progress_ppm, created_ms, started_ms, finished_ms, result,
                  error_code, link)
VALUES (?, ?, ?, ?, 0, 0, ?, 0, 0, '', '', ?);

-- :name task_get
SELECT id, person_id, kind, label, state, progress_ppm, created_ms, started_ms, finished_ms, result, error_code, link
FROM task WHERE id = ?;

-- Only work that goes on makes progress; the first step starts its clock.
-- :name task_set_progress
UPDATE task SET state = 1, progress_ppm = ?, started_ms = CASE WHEN started_ms = 0 THEN ? ELSE started_ms END
WHERE id = ? AND state IN (0, 1);

-- :name task_end
UPDATE task SET state = ?, progress_ppm = CASE WHEN ? = 2 THEN 1000000 ELSE progress_ppm END, finished_ms = ?,
                result = ?, error_code = ?
WHERE id = ? AND state IN (0, 1);

-- What was done before the person cancelled is still worth telling.
-- :name task_note_result
UPDATE task SET result = ? WHERE id = ? AND state = 4;

-- :name task_cancel
UPDATE task SET state = 4, finished_ms = ? WHERE id = ? AND person_id = ? AND state IN (0, 1);

-- :name task_delete
DELETE FROM task WHERE id = ? AND person_id = ? AND state IN (2, 3, 4);

-- :name task_delete_old
DELETE FROM task WHERE state IN (2, 3, 4) AND finished_ms < ?;

-- :name task_list_newest
SELECT id, person_id, kind, label, state, progress_ppm, created_ms, started_ms, finished_ms, result, error_code, link
FROM task WHERE person_id = ? ORDER BY id DESC LIMIT ?;

-- :name task_list_before
SELECT id, person_id, kind, label, state, progress_ppm, created_ms, started_ms, finished_ms, result, error_code, link
FROM task WHERE person_id = ? AND id < ? ORDER BY id DESC LIMIT ?;

-- :name task_count
SELECT COUNT(*) FROM task WHERE person_id = ?;
