-- :database space

-- :name play_insert_launch
INSERT INTO play_launch (id, registration_id, person_id, module_version_id, attempt, token_hash, created_ms, expires_ms,
                         claimed_s)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0);

-- :name play_get_launch
SELECT id, registration_id, person_id, module_version_id, attempt, created_ms, expires_ms, claimed_s, token_hash
FROM play_launch WHERE id = ?;

-- :name play_renew_launch
UPDATE play_launch SET expires_ms = ? WHERE id = ? AND expires_ms < ?;

-- :name play_claim_launch
UPDATE play_launch SET claimed_s = ? WHERE id = ?;

-- :name play_reset_launches
UPDATE play_launch SET claimed_s = 0 WHERE registration_id = ?;

-- Registrations that were ever played, in order of identity, behind one.
-- :name play_list_played
SELECT DISTINCT registration_id FROM play_launch WHERE registration_id > ? ORDER BY registration_id LIMIT ?;

-- A version and those that launches of a registration are of, as far as they are not known.
-- :name play_list_unknown_versions
SELECT w.module_version_id
FROM (SELECT CAST(? AS TEXT) AS module_version_id
      UNION SELECT l.module_version_id FROM play_launch l WHERE l.registration_id = ?) w
WHERE w.module_version_id IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM play_version v WHERE v.module_version_id = w.module_version_id)
ORDER BY w.module_version_id LIMIT ?;

-- :name play_get_version
SELECT pass_percent FROM play_version WHERE module_version_id = ?;

-- :name play_insert_version
INSERT INTO play_version (module_version_id, pass_percent) VALUES (?, ?) ON CONFLICT DO NOTHING;

-- :name play_insert_version_grain
INSERT INTO play_version_grain (module_version_id, position, grain_id, film_id) VALUES (?, ?, ?, ?)
ON CONFLICT DO NOTHING;

-- :name play_insert_version_question
INSERT INTO play_version_question (module_version_id, grain_id, question_id, points, hash) VALUES (?, ?, ?, ?, ?)
ON CONFLICT DO NOTHING;

-- :name play_put_attempt
INSERT INTO play_attempt (registration_id, attempt, module_version_id, first_ms, last_ms, completed_ms)
VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (registration_id, attempt) DO UPDATE SET
    module_version_id = excluded.module_version_id, first_ms = excluded.first_ms, last_ms = excluded.last_ms,
    completed_ms = excluded.completed_ms;

-- :name play_get_attempt
SELECT module_version_id, first_ms, last_ms, completed_ms FROM play_attempt WHERE registration_id = ? AND attempt = ?;

-- :name play_put_grain
INSERT INTO play_grain (registration_id, attempt, grain_id, first_ms, last_ms, completed_ms) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (registration_id, attempt, grain_id) DO UPDATE SET
    first_ms = excluded.first_ms, last_ms = excluded.last_ms, completed_ms = excluded.completed_ms;

-- :name play_get_grain
SELECT first_ms, last_ms, completed_ms FROM play_grain WHERE registration_id = ? AND attempt = ? AND grain_id = ?;

-- :name play_put_film
INSERT INTO play_film (registration_id, attempt, grain_id, film_id, duration_ms, position_ms, position_launch_id,
                       position_said_ms, coverage, covered_s, tail_start_ms, tail_end_ms)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (registration_id, attempt, grain_id, film_id) DO UPDATE SET
    duration_ms = excluded.duration_ms, position_ms = excluded.position_ms,
    position_launch_id = excluded.position_launch_id, position_said_ms = excluded.position_said_ms,
    coverage = excluded.coverage, covered_s = excluded.covered_s, tail_start_ms = excluded.tail_start_ms,
    tail_end_ms = excluded.tail_end_ms;

-- :name play_get_film
SELECT duration_ms, position_ms, position_launch_id, position_said_ms, coverage, covered_s, tail_start_ms, tail_end_ms
FROM play_film WHERE registration_id = ? AND attempt = ? AND grain_id = ? AND film_id = ?;

-- :name play_list_durations
SELECT attempt, grain_id, film_id, duration_ms FROM play_film
WHERE registration_id = ? ORDER BY attempt, grain_id, film_id;

-- :name play_insert_response
INSERT INTO play_response (registration_id, attempt, grain_id, question_id, ordinal, module_version_id, statement_id,
                           choices, correct, points, latency_ms, answered_ms)
SELECT CAST(? AS TEXT), CAST(? AS BIGINT), CAST(? AS TEXT), CAST(? AS TEXT), COUNT(*) + 1, CAST(? AS TEXT),
       CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS BIGINT)
FROM play_response WHERE registration_id = ? AND attempt = ? AND grain_id = ? AND question_id = ?;

-- The answers that count in a version: those to questions that it has. `to review`: the question was another one then.
-- :name play_list_answers
SELECT a.question_id, a.choices, a.correct, a.points, COALESCE(was.points, q.points),
       CASE WHEN q.hash = was.hash THEN 0 ELSE 1 END
FROM play_response a
     JOIN play_version_question q
          ON q.module_version_id = ? AND q.grain_id = a.grain_id AND q.question_id = a.question_id
     LEFT JOIN play_version_question was
          ON was.module_version_id = a.module_version_id AND was.grain_id = a.grain_id
             AND was.question_id = a.question_id
WHERE a.registration_id = ? AND a.attempt = ? AND a.grain_id = ? AND a.ordinal = 1 ORDER BY a.question_id;

-- :name play_insert_target
INSERT INTO play_target (registration_id, attempt, grain_id, target_id, opened_ms) VALUES (?, ?, ?, ?, ?)
ON CONFLICT DO NOTHING;

-- :name play_list_targets
SELECT target_id FROM play_target WHERE registration_id = ? AND attempt = ? AND grain_id = ? ORDER BY target_id;

-- An attempt as it stands in a version: each of its grains in order.
-- :name play_list_parts
SELECT g.grain_id, COALESCE(m.duration_ms, 0), COALESCE(f.duration_ms, 0), COALESCE(f.covered_s, 0),
       COALESCE(f.position_ms, 0), COALESCE(s.first_ms, 0), COALESCE(s.last_ms, 0), COALESCE(s.completed_ms, 0)
FROM play_version_grain g
     LEFT JOIN media m ON m.id = g.film_id
     LEFT JOIN play_film f ON f.registration_id = ? AND f.attempt = ? AND f.grain_id = g.grain_id AND f.film_id = g.film_id
     LEFT JOIN play_grain s ON s.registration_id = ? AND s.attempt = ? AND s.grain_id = g.grain_id
WHERE g.module_version_id = ? ORDER BY g.position;

-- :name play_sum_watched
SELECT CAST(COALESCE(SUM(covered_s), 0) AS BIGINT) FROM play_film WHERE registration_id = ? AND attempt = ?;

-- Points of an attempt in a version. Where a question has changed since, both its points and what it was worth are those
-- of then.
-- :name play_sum_points
SELECT CAST(COALESCE(SUM(a.points), 0) AS BIGINT),
       CAST(COALESCE(SUM(COALESCE(was.points, q.points)), 0) AS BIGINT)
FROM play_version_question q
     LEFT JOIN play_response a
          ON a.registration_id = ? AND a.attempt = ? AND a.grain_id = q.grain_id AND a.question_id = q.question_id
             AND a.ordinal = 1
     LEFT JOIN play_version_question was
          ON was.module_version_id = a.module_version_id AND was.grain_id = a.grain_id
             AND was.question_id = a.question_id
WHERE q.module_version_id = ?;

-- The same of each completed attempt, in the version in which it was completed.
-- :name play_list_scores
SELECT t.attempt, v.pass_percent, CAST(COALESCE(SUM(a.points), 0) AS BIGINT),
       CAST(COALESCE(SUM(COALESCE(was.points, q.points)), 0) AS BIGINT)
FROM play_attempt t
     JOIN play_version v ON v.module_version_id = t.module_version_id
     JOIN play_version_question q ON q.module_version_id = t.module_version_id
     LEFT JOIN play_response a
          ON a.registration_id = t.registration_id AND a.attempt = t.attempt AND a.grain_id = q.grain_id
             AND a.question_id = q.question_id AND a.ordinal = 1
     LEFT JOIN play_version_question was
          ON was.module_version_id = a.module_version_id AND was.grain_id = a.grain_id
             AND was.question_id = a.question_id
WHERE t.registration_id = ? AND t.completed_ms > 0
GROUP BY t.attempt, v.pass_percent ORDER BY t.attempt;

-- :name play_delete_attempts
DELETE FROM play_attempt WHERE registration_id = ?;

-- :name play_delete_grains
DELETE FROM play_grain WHERE registration_id = ?;

-- :name play_delete_films
DELETE FROM play_film WHERE registration_id = ?;

-- :name play_delete_responses
DELETE FROM play_response WHERE registration_id = ?;

-- :name play_delete_targets
DELETE FROM play_target WHERE registration_id = ?;

-- Every row that is computed from statements, as a text, to be compared with another computation; bytes beside it.
-- :name play_text_attempts
SELECT attempt || ' ' || module_version_id || ' ' || first_ms || ' ' || last_ms || ' ' || completed_ms
FROM play_attempt WHERE registration_id = ? ORDER BY attempt;

-- :name play_text_grains
SELECT attempt || ' ' || grain_id || ' ' || first_ms || ' ' || last_ms || ' ' || completed_ms
FROM play_grain WHERE registration_id = ? ORDER BY attempt, grain_id;

-- :name play_text_films
SELECT attempt || ' ' || grain_id || ' ' || film_id || ' ' || duration_ms || ' ' || position_ms || ' '
       || COALESCE(position_launch_id, '') || ' ' || position_said_ms || ' ' || covered_s || ' ' || tail_start_ms || ' '
       || tail_end_ms, coverage
FROM play_film WHERE registration_id = ? ORDER BY attempt, grain_id, film_id;

-- :name play_text_responses
SELECT attempt || ' ' || grain_id || ' ' || question_id || ' ' || ordinal || ' ' || module_version_id || ' '
       || statement_id || ' ' || choices || ' ' || correct || ' ' || points || ' ' || latency_ms || ' ' || answered_ms
FROM play_response WHERE registration_id = ? ORDER BY attempt, grain_id, question_id, ordinal;

-- :name play_text_targets
SELECT attempt || ' ' || grain_id || ' ' || target_id || ' ' || opened_ms
FROM play_target WHERE registration_id = ? ORDER BY attempt, grain_id, target_id;

-- :name play_text_launches
SELECT id || ' ' || claimed_s FROM play_launch WHERE registration_id = ? ORDER BY id;
