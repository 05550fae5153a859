-- :database space

-- :name play_insert_launch
INSERT INTO play_launch (id, registration_id, person_id, token_hash, created_ms, expires_ms, claimed_s)
VALUES (?, ?, ?, ?, ?, ?, 0);

-- :name play_get_launch
SELECT id, registration_id, person_id, created_ms, expires_ms, claimed_s, token_hash FROM play_launch WHERE id = ?;

-- :name play_renew_launch
UPDATE play_launch SET expires_ms = ? WHERE id = ? AND expires_ms < ?;

-- :name play_claim_launch
UPDATE play_launch SET claimed_s = ? WHERE id = ?;

-- :name play_reset_launches
UPDATE play_launch SET claimed_s = 0 WHERE registration_id = ?;

-- :name play_put_state
INSERT INTO play_state (registration_id, grain_id, duration_ms, position_ms, position_launch_id, position_said_ms, coverage,
                        covered_s, tail_start_ms, tail_end_ms, points, points_max, pass_percent, completed_ms, first_ms,
                        last_ms)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (registration_id, grain_id) DO UPDATE SET
    duration_ms = excluded.duration_ms, position_ms = excluded.position_ms,
    position_launch_id = excluded.position_launch_id, position_said_ms = excluded.position_said_ms,
    coverage = excluded.coverage, covered_s = excluded.covered_s, tail_start_ms = excluded.tail_start_ms,
    tail_end_ms = excluded.tail_end_ms, points = excluded.points, points_max = excluded.points_max,
    pass_percent = excluded.pass_percent, completed_ms = excluded.completed_ms, first_ms = excluded.first_ms,
    last_ms = excluded.last_ms;

-- :name play_get_state
SELECT grain_id, duration_ms, position_ms, position_launch_id, position_said_ms, coverage, covered_s, tail_start_ms,
       tail_end_ms, points, points_max, pass_percent, completed_ms, first_ms, last_ms
FROM play_state WHERE registration_id = ? AND grain_id = ?;

-- :name play_list_state
SELECT grain_id, duration_ms, position_ms, position_launch_id, position_said_ms, coverage, covered_s, tail_start_ms,
       tail_end_ms, points, points_max, pass_percent, completed_ms, first_ms, last_ms
FROM play_state WHERE registration_id = ? ORDER BY grain_id;

-- :name play_delete_state
DELETE FROM play_state WHERE registration_id = ?;

-- :name play_insert_answer
INSERT INTO play_answer (registration_id, grain_id, question_id, attempt, statement_id, choices, correct, points,
                         latency_ms, answered_ms)
SELECT CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), COUNT(*) + 1, CAST(? AS TEXT), CAST(? AS TEXT),
       CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS BIGINT)
FROM play_answer WHERE registration_id = ? AND grain_id = ? AND question_id = ?
RETURNING attempt;

-- :name play_list_answer
SELECT question_id, choices, correct, points
FROM play_answer WHERE registration_id = ? AND grain_id = ? AND attempt = 1 ORDER BY question_id;

-- :name play_delete_answer
DELETE FROM play_answer WHERE registration_id = ?;

-- :name play_insert_opened
INSERT INTO play_opened (registration_id, grain_id, target_id, opened_ms) VALUES (?, ?, ?, ?)
ON CONFLICT DO NOTHING;

-- :name play_list_opened
SELECT target_id FROM play_opened WHERE registration_id = ? AND grain_id = ? ORDER BY target_id;

-- :name play_delete_opened
DELETE FROM play_opened WHERE registration_id = ?;
