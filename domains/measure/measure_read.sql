-- :database space

-- What figures are read from. Filters that are empty find all, days are from and to; every statement begins at the rows
-- of one module. Tables of other domains are read for what they say of names, never written.

-- Of modules that were distributed, deleted ones too.
-- :name measure_get_subject
SELECT m.owner_id, m.title FROM module m
WHERE m.id = ? AND EXISTS (SELECT 1 FROM distribution d WHERE d.module_id = m.id);

-- :name measure_get_module
SELECT stored_ms, last_ms FROM measure_module WHERE module_id = ?;

-- :name measure_get_position
SELECT position FROM measure_cursor WHERE id = 1;

-- Identities are in order of time.
-- :name measure_list_modules
SELECT m.id, m.title FROM module m
WHERE m.title_folded LIKE ? ESCAPE '!' AND (CAST(? AS TEXT) = '' OR m.owner_id = ?)
  AND EXISTS (SELECT 1 FROM distribution d WHERE d.module_id = m.id)
  AND (CAST(? AS TEXT) = '' OR m.id < ?)
ORDER BY m.id DESC LIMIT ?;

-- :name measure_count_modules
SELECT COUNT(*) FROM module m
WHERE m.title_folded LIKE ? ESCAPE '!' AND (CAST(? AS TEXT) = '' OR m.owner_id = ?)
  AND EXISTS (SELECT 1 FROM distribution d WHERE d.module_id = m.id);

-- :name measure_list_versions
SELECT v.id, v.number, v.created_ms FROM module_version v
WHERE v.module_id = ?
  AND (v.id IN (SELECT d.module_version_id FROM distribution d WHERE d.module_id = v.module_id)
       OR v.id IN (SELECT r.module_version_id FROM registration r JOIN distribution d ON d.id = r.distribution_id
                   WHERE d.module_id = v.module_id)
       OR v.id IN (SELECT w.module_version_id FROM measure_watch w WHERE w.module_id = v.module_id))
ORDER BY v.number DESC LIMIT ?;

-- :name measure_list_grains
SELECT v.id, gv.id, gv.grain_id, gv.media_id, gv.title
FROM module_version v JOIN module_version_grain g ON g.module_version_id = v.id
     JOIN grain_version gv ON gv.id = g.grain_version_id
WHERE v.module_id = ? ORDER BY v.number DESC, g.position;

-- :name measure_list_groups
SELECT DISTINCT g.id, g.name, g.name_folded
FROM distribution d JOIN registration r ON r.distribution_id = d.id JOIN group_member m ON m.person_id = r.person_id
     JOIN person_group g ON g.id = m.group_id
WHERE d.module_id = ? AND g.deleted_ms IS NULL ORDER BY g.name_folded, g.id LIMIT ?;

-- :name measure_list_learners
SELECT r.id, r.distribution_id, r.person_id, r.module_version_id, r.attempt, r.created_ms, r.withdrawn_ms, d.due_ms,
       v.number, v.title, p.first_name, p.last_name, p.name_folded, p.search_folded
FROM distribution d JOIN registration r ON r.distribution_id = d.id
     JOIN module_version v ON v.id = r.module_version_id LEFT JOIN person p ON p.id = r.person_id
WHERE d.module_id = ? AND (CAST(? AS TEXT) = '' OR d.id = ?)
  AND (CAST(? AS TEXT) = ''
       OR EXISTS (SELECT 1 FROM group_member m JOIN person_group g ON g.id = m.group_id
                  WHERE m.person_id = r.person_id AND m.group_id = ? AND g.deleted_ms IS NULL))
ORDER BY r.id;

-- :name measure_list_attempts
SELECT a.registration_id, a.attempt, a.module_version_id, a.state, a.points, a.points_max, a.success, a.progress_ppm,
       a.first_ms, a.completed_ms
FROM measure_attempt a
WHERE a.module_id = ? AND (CAST(? AS TEXT) = '' OR a.distribution_id = ?)
  AND (CAST(? AS TEXT) = ''
       OR EXISTS (SELECT 1 FROM group_member m JOIN person_group g ON g.id = m.group_id
                  WHERE m.person_id = a.person_id AND m.group_id = ? AND g.deleted_ms IS NULL))
ORDER BY a.registration_id, a.attempt;

-- :name measure_sum_watch
SELECT w.registration_id, CAST(SUM(w.watched_ms) AS BIGINT), MIN(w.first_ms), MAX(w.last_ms)
FROM measure_watch w
WHERE w.module_id = ? AND (CAST(? AS TEXT) = '' OR w.distribution_id = ?)
  AND (CAST(? AS TEXT) = ''
       OR EXISTS (SELECT 1 FROM group_member m JOIN person_group g ON g.id = m.group_id
                  WHERE m.person_id = w.person_id AND m.group_id = ? AND g.deleted_ms IS NULL))
  AND (CAST(? AS TEXT) = '' OR w.module_version_id = ?) AND w.day >= ? AND w.day <= ?
GROUP BY w.registration_id ORDER BY w.registration_id;

-- :name measure_list_watch
SELECT w.registration_id, w.film_id, w.watched_ms, w.views
FROM measure_watch w
WHERE w.module_id = ? AND (CAST(? AS TEXT) = '' OR w.distribution_id = ?)
  AND (CAST(? AS TEXT) = ''
       OR EXISTS (SELECT 1 FROM group_member m JOIN person_group g ON g.id = m.group_id
                  WHERE m.person_id = w.person_id AND m.group_id = ? AND g.deleted_ms IS NULL))
  AND (CAST(? AS TEXT) = '' OR w.module_version_id = ?) AND w.day >= ? AND w.day <= ?
  AND w.grain_id = ? AND (CAST(? AS TEXT) = '' OR w.registration_id = ?)
ORDER BY w.registration_id, w.attempt, w.module_version_id, w.day;

-- :name measure_list_answers
SELECT n.grain_id, n.question_id, n.registration_id, n.attempt, n.nth, n.module_version_id, n.choices, n.correct,
       n.points, n.points_max, n.answered_ms, n.latency_ms
FROM measure_answer n
WHERE n.module_id = ? AND (CAST(? AS TEXT) = '' OR n.distribution_id = ?)
  AND (CAST(? AS TEXT) = ''
       OR EXISTS (SELECT 1 FROM group_member m JOIN person_group g ON g.id = m.group_id
                  WHERE m.person_id = n.person_id AND m.group_id = ? AND g.deleted_ms IS NULL))
  AND (CAST(? AS TEXT) = '' OR n.module_version_id = ?) AND n.day >= ? AND n.day <= ?
  AND n.nth <= ? AND (CAST(? AS TEXT) = '' OR n.registration_id = ?)
ORDER BY n.grain_id, n.question_id, n.registration_id, n.attempt, n.nth;

-- :name measure_sum_targets
SELECT t.target_id, t.registration_id, CAST(SUM(t.shown) AS BIGINT), CAST(SUM(t.opened) AS BIGINT),
       CAST(SUM(t.closed) AS BIGINT), CAST(SUM(t.dwell_ms) AS BIGINT)
FROM measure_target t
WHERE t.module_id = ? AND (CAST(? AS TEXT) = '' OR t.distribution_id = ?)
  AND (CAST(? AS TEXT) = ''
       OR EXISTS (SELECT 1 FROM group_member m JOIN person_group g ON g.id = m.group_id
                  WHERE m.person_id = t.person_id AND m.group_id = ? AND g.deleted_ms IS NULL))
  AND (CAST(? AS TEXT) = '' OR t.module_version_id = ?) AND t.day >= ? AND t.day <= ?
  AND t.grain_id = ? AND (CAST(? AS TEXT) = '' OR t.registration_id = ?)
GROUP BY t.target_id, t.registration_id ORDER BY t.target_id, t.registration_id;
