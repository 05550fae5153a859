-- :database space

-- A step whose key moved (another version of the step, other parameters) is to be done again.
-- :name media_step_lay
INSERT INTO media_step (media_id, name, kind, part, state, priority, key, weight, progress_ppm, job_id)
VALUES (?, ?, ?, ?, 0, ?, ?, ?, 0, NULL)
ON CONFLICT (media_id, name) DO UPDATE
SET state = 0, priority = excluded.priority, key = excluded.key, weight = excluded.weight, progress_ppm = 0, job_id = NULL
WHERE media_step.key <> excluded.key;

-- :name media_step_get
SELECT name, kind, part, state, key, progress_ppm, job_id FROM media_step WHERE media_id = ? AND name = ?;

-- :name media_step_end
UPDATE media_step SET state = ?, progress_ppm = ? WHERE media_id = ? AND name = ? AND state = 0;

-- :name media_step_set_progress
UPDATE media_step SET progress_ppm = ? WHERE media_id = ? AND name = ? AND state = 0;

-- :name media_step_set_job
UPDATE media_step SET job_id = ? WHERE media_id = ? AND name = ?;

-- :name media_step_cancel
UPDATE media_step SET state = 3, progress_ppm = 0 WHERE media_id = ? AND state = 0;

-- Failed and cancelled ones.
-- :name media_step_again
UPDATE media_step SET state = 0, progress_ppm = 0, job_id = NULL WHERE media_id = ? AND state IN (2, 3);

-- :name media_step_delete_kind
DELETE FROM media_step WHERE media_id = ? AND kind = ?;

-- :name media_step_count
SELECT kind, COUNT(*), COUNT(CASE WHEN state = 1 THEN 1 END) FROM media_step WHERE media_id = ? GROUP BY kind;

-- :name media_step_progress
SELECT CAST(COALESCE(SUM(weight * progress_ppm), 0) AS BIGINT) FROM media_step WHERE media_id = ? AND progress_ppm > 0;

-- :name media_step_list_due
SELECT name, kind, part, state, key, progress_ppm, job_id FROM media_step
WHERE media_id = ? AND state = 0 ORDER BY priority DESC, kind, part LIMIT ?;

-- Those whose job is of no use any more, or waits while the media is deleted.
-- :name media_step_list_stopped
SELECT name, kind, part, state, key, progress_ppm, job_id FROM media_step
WHERE media_id = ? AND state IN (0, 3) AND job_id IS NOT NULL ORDER BY name LIMIT ?;
