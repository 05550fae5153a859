-- :database space

-- The turn to project; the position is the last statement that is counted.
-- :name measure_take_turn
UPDATE measure_cursor SET position = position WHERE id = 1 RETURNING position;

-- :name measure_set_position
UPDATE measure_cursor SET position = ? WHERE id = 1;

-- :name measure_put_module
INSERT INTO measure_module (module_id, stored_ms, last_ms) VALUES (?, ?, ?)
ON CONFLICT (module_id) DO UPDATE SET
    stored_ms = excluded.stored_ms,
    last_ms = CASE WHEN measure_module.last_ms < excluded.last_ms THEN excluded.last_ms ELSE measure_module.last_ms END;

-- :name measure_get_watch
SELECT watched_ms, first_ms, last_ms, views FROM measure_watch
WHERE module_id = ? AND grain_id = ? AND registration_id = ? AND attempt = ? AND module_version_id = ? AND day = ?;

-- :name measure_put_watch
INSERT INTO measure_watch (module_id, grain_id, registration_id, attempt, module_version_id, day, distribution_id,
                           person_id, film_id, watched_ms, first_ms, last_ms, views)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (module_id, grain_id, registration_id, attempt, module_version_id, day) DO UPDATE SET
    watched_ms = excluded.watched_ms, first_ms = excluded.first_ms, last_ms = excluded.last_ms, views = excluded.views;

-- :name measure_take_watched
UPDATE measure_watch SET watched_ms = watched_ms - ?
WHERE module_id = ? AND grain_id = ? AND registration_id = ? AND attempt = ? AND module_version_id = ? AND day = ?;

-- :name measure_get_launch
SELECT exact_ms, pending_ms, pending_day, tail_start_ms, tail_end_ms, tail_counted
FROM measure_launch WHERE launch_id = ? AND grain_id = ?;

-- Of all grains that were played in it.
-- :name measure_launch_claimed
SELECT CAST(COALESCE(SUM(exact_ms + pending_ms), 0) AS BIGINT) FROM measure_launch WHERE launch_id = ?;

-- :name measure_put_launch
INSERT INTO measure_launch (launch_id, grain_id, exact_ms, pending_ms, pending_day, tail_start_ms, tail_end_ms,
                            tail_counted)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (launch_id, grain_id) DO UPDATE SET
    exact_ms = excluded.exact_ms, pending_ms = excluded.pending_ms, pending_day = excluded.pending_day,
    tail_start_ms = excluded.tail_start_ms, tail_end_ms = excluded.tail_end_ms, tail_counted = excluded.tail_counted;

-- :name measure_add_target
INSERT INTO measure_target (module_id, grain_id, target_id, registration_id, attempt, module_version_id, day,
                            distribution_id, person_id, shown, opened, closed, dwell_ms)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (module_id, grain_id, target_id, registration_id, attempt, module_version_id, day) DO UPDATE SET
    shown = measure_target.shown + excluded.shown, opened = measure_target.opened + excluded.opened,
    closed = measure_target.closed + excluded.closed, dwell_ms = measure_target.dwell_ms + excluded.dwell_ms;

-- :name measure_count_answers
SELECT COUNT(*) FROM measure_answer
WHERE module_id = ? AND grain_id = ? AND question_id = ? AND registration_id = ? AND attempt = ?;

-- :name measure_insert_answer
INSERT INTO measure_answer (module_id, grain_id, question_id, registration_id, attempt, nth, module_version_id, day,
                            distribution_id, person_id, choices, correct, points, points_max, answered_ms, latency_ms)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- :name measure_put_attempt
INSERT INTO measure_attempt (module_id, registration_id, attempt, distribution_id, person_id, module_version_id, state,
                             points, points_max, success, progress_ppm, first_ms, completed_ms, asked_version_id,
                             asked_percent)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (module_id, registration_id, attempt) DO UPDATE SET
    module_version_id = excluded.module_version_id, state = excluded.state, points = excluded.points,
    points_max = excluded.points_max, success = excluded.success, progress_ppm = excluded.progress_ppm,
    first_ms = excluded.first_ms, completed_ms = excluded.completed_ms, asked_version_id = excluded.asked_version_id,
    asked_percent = excluded.asked_percent;

-- Attempts that were asked by another version or mark than today's.
-- :name measure_list_stale
SELECT a.registration_id, a.attempt
FROM measure_attempt a JOIN registration r ON r.id = a.registration_id JOIN distribution d ON d.id = r.distribution_id
WHERE a.asked_version_id <> r.module_version_id OR a.asked_percent <> d.pass_percent
ORDER BY a.registration_id, a.attempt LIMIT ?;

-- :name measure_clear_module
DELETE FROM measure_module;

-- :name measure_clear_watch
DELETE FROM measure_watch;

-- :name measure_clear_launch
DELETE FROM measure_launch;

-- :name measure_clear_target
DELETE FROM measure_target;

-- :name measure_clear_answer
DELETE FROM measure_answer;

-- :name measure_clear_attempt
DELETE FROM measure_attempt;

-- What a digest is made of: each row as one text, in order of its key; bytes behind it where there are some.
-- :name measure_digest_module
SELECT module_id || ' ' || CAST(stored_ms AS TEXT) || ' ' || CAST(last_ms AS TEXT) FROM measure_module ORDER BY module_id;

-- :name measure_digest_watch
SELECT module_id || ' ' || grain_id || ' ' || registration_id || ' ' || CAST(attempt AS TEXT) || ' ' || module_version_id
       || ' ' || CAST(day AS TEXT) || ' ' || distribution_id || ' ' || person_id || ' ' || film_id || ' '
       || CAST(watched_ms AS TEXT) || ' ' || CAST(first_ms AS TEXT) || ' ' || CAST(last_ms AS TEXT),
       views
FROM measure_watch ORDER BY module_id, grain_id, registration_id, attempt, module_version_id, day;

-- :name measure_digest_launch
SELECT launch_id || ' ' || grain_id || ' ' || CAST(exact_ms AS TEXT) || ' ' || CAST(pending_ms AS TEXT) || ' '
       || CAST(pending_day AS TEXT) || ' ' || CAST(tail_start_ms AS TEXT) || ' ' || CAST(tail_end_ms AS TEXT) || ' '
       || CAST(tail_counted AS TEXT)
FROM measure_launch ORDER BY launch_id, grain_id;

-- :name measure_digest_target
SELECT module_id || ' ' || grain_id || ' ' || target_id || ' ' || registration_id || ' ' || CAST(attempt AS TEXT) || ' '
       || module_version_id || ' ' || CAST(day AS TEXT) || ' ' || distribution_id || ' ' || person_id || ' '
       || CAST(shown AS TEXT) || ' ' || CAST(opened AS TEXT) || ' ' || CAST(closed AS TEXT) || ' '
       || CAST(dwell_ms AS TEXT)
FROM measure_target ORDER BY module_id, grain_id, target_id, registration_id, attempt, module_version_id, day;

-- :name measure_digest_answer
SELECT module_id || ' ' || grain_id || ' ' || question_id || ' ' || registration_id || ' ' || CAST(attempt AS TEXT)
       || ' ' || CAST(nth AS TEXT) || ' ' || module_version_id || ' ' || CAST(day AS TEXT) || ' ' || distribution_id
       || ' ' || person_id || ' ' || choices || ' ' || CAST(correct AS TEXT) || ' ' || CAST(points AS TEXT) || ' '
       || CAST(points_max AS TEXT) || ' ' || CAST(answered_ms AS TEXT) || ' ' || CAST(latency_ms AS TEXT)
FROM measure_answer ORDER BY module_id, grain_id, question_id, registration_id, attempt, nth;

-- :name measure_digest_attempt
SELECT module_id || ' ' || registration_id || ' ' || CAST(attempt AS TEXT) || ' ' || distribution_id || ' ' || person_id
       || ' ' || module_version_id || ' ' || CAST(state AS TEXT) || ' ' || CAST(points AS TEXT) || ' '
       || CAST(points_max AS TEXT) || ' ' || CAST(success AS TEXT) || ' ' || CAST(progress_ppm AS TEXT) || ' '
       || CAST(first_ms AS TEXT) || ' ' || CAST(completed_ms AS TEXT) || ' ' || asked_version_id || ' '
       || CAST(asked_percent AS TEXT)
FROM measure_attempt ORDER BY module_id, registration_id, attempt;
