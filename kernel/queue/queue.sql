-- :database platform

-- A second job of the same kind and key is the first one: its row is returned untouched.
-- :name queue_put
INSERT INTO job (id, kind, key, space_id, payload, state, ready, priority, due_ms, created_ms)
VALUES (?, ?, ?, ?, ?, 0, ?, ?, ?, ?)
ON CONFLICT (kind, key) WHERE state < 2 DO UPDATE SET kind = job.kind
RETURNING id;

-- :name queue_ahead
SELECT id FROM job WHERE state = 0 AND ready = 0 AND due_ms <= ? ORDER BY due_ms LIMIT 1;

-- :name queue_make_ready
UPDATE job SET ready = 1
WHERE state = 0 AND ready = 0
    AND id IN (SELECT id FROM job WHERE state = 0 AND ready = 0 AND due_ms <= ? ORDER BY due_ms LIMIT 64);

-- The best of the best of each kind: one index walk of at most 16 rows for each. Unused places hold NULL and match
-- nothing. Rows that another claimer has in hand are skipped in PostgreSQL; in SQLite there is no other.
-- :name queue_claim
UPDATE job SET state = 1, lease = ?, worker = ?, lease_until_ms = ?, progress_ppm = 0
WHERE state = 0 AND id IN (
    SELECT id FROM (
        SELECT * FROM (SELECT id, priority, due_ms FROM job
            WHERE state = 0 AND ready = 1 AND kind = ? ORDER BY priority DESC, due_ms, id LIMIT 16
            /*postgresql FOR UPDATE SKIP LOCKED*/) AS k1
        UNION ALL
        SELECT * FROM (SELECT id, priority, due_ms FROM job
            WHERE state = 0 AND ready = 1 AND kind = ? ORDER BY priority DESC, due_ms, id LIMIT 16
            /*postgresql FOR UPDATE SKIP LOCKED*/) AS k2
        UNION ALL
        SELECT * FROM (SELECT id, priority, due_ms FROM job
            WHERE state = 0 AND ready = 1 AND kind = ? ORDER BY priority DESC, due_ms, id LIMIT 16
            /*postgresql FOR UPDATE SKIP LOCKED*/) AS k3
        UNION ALL
        SELECT * FROM (SELECT id, priority, due_ms FROM job
            WHERE state = 0 AND ready = 1 AND kind = ? ORDER BY priority DESC, due_ms, id LIMIT 16
            /*postgresql FOR UPDATE SKIP LOCKED*/) AS k4
        UNION ALL
        SELECT * FROM (SELECT id, priority, due_ms FROM job
            WHERE state = 0 AND ready = 1 AND kind = ? ORDER BY priority DESC, due_ms, id LIMIT 16
            /*postgresql FOR UPDATE SKIP LOCKED*/) AS k5
        UNION ALL
        SELECT * FROM (SELECT id, priority, due_ms FROM job
            WHERE state = 0 AND ready = 1 AND kind = ? ORDER BY priority DESC, due_ms, id LIMIT 16
            /*postgresql FOR UPDATE SKIP LOCKED*/) AS k6
        UNION ALL
        SELECT * FROM (SELECT id, priority, due_ms FROM job
            WHERE state = 0 AND ready = 1 AND kind = ? ORDER BY priority DESC, due_ms, id LIMIT 16
            /*postgresql FOR UPDATE SKIP LOCKED*/) AS k7
        UNION ALL
        SELECT * FROM (SELECT id, priority, due_ms FROM job
            WHERE state = 0 AND ready = 1 AND kind = ? ORDER BY priority DESC, due_ms, id LIMIT 16
            /*postgresql FOR UPDATE SKIP LOCKED*/) AS k8
    ) AS best ORDER BY priority DESC, due_ms, id LIMIT ?)
RETURNING id, kind, key, space_id, payload, state, priority, attempts, lost_leases, lease, progress_ppm, error, due_ms;

-- :name queue_any_ready
SELECT id FROM job WHERE state = 0 AND ready = 1 AND kind = ? LIMIT 1;

-- :name queue_heartbeat
UPDATE job SET progress_ppm = ?, lease_until_ms = ? WHERE id = ? AND lease = ? AND state = 1;

-- Unused places hold NULL. Both engines call the columns of VALUES column1 and column2.
-- :name queue_complete
UPDATE job SET state = 2, progress_ppm = 1000000, ended_ms = ?, error = NULL, lease = NULL
FROM (VALUES (?, ?), (?, ?), (?, ?), (?, ?), (?, ?), (?, ?), (?, ?), (?, ?),
        (?, ?), (?, ?), (?, ?), (?, ?), (?, ?), (?, ?), (?, ?), (?, ?)) AS hold
WHERE job.id = hold.column1 AND job.lease = hold.column2 AND job.state = 1;

-- Waits twice as long after each failure. Parameters: final, most attempts, now, base, error.
-- :name queue_fail
UPDATE job SET
    attempts = attempts + 1,
    state = CASE WHEN ? = 1 OR attempts + 1 >= ? THEN 3 ELSE 0 END,
    ready = 0,
    due_ms = ? + (CAST(? AS BIGINT) << CAST(attempts + 1 AS INTEGER)),
    error = ?,
    ended_ms = CASE WHEN ? = 1 OR attempts + 1 >= ? THEN CAST(? AS BIGINT) END,
    lease = NULL
WHERE id = ? AND lease = ? AND state = 1
RETURNING state;

-- :name queue_give_back
UPDATE job SET state = 0, ready = 1, lease = NULL, progress_ppm = 0 WHERE id = ? AND lease = ? AND state = 1;

-- :name queue_cancel
UPDATE job SET state = 4, ended_ms = ?, lease = NULL WHERE kind = ? AND key = ? AND state < 2;

-- :name queue_get
SELECT id, kind, key, space_id, payload, state, priority, attempts, lost_leases, lease, progress_ppm, error, due_ms
FROM job WHERE id = ?;

-- :name queue_expire
UPDATE job SET
    lost_leases = lost_leases + 1,
    state = CASE WHEN lost_leases + 1 >= ? THEN 3 ELSE 0 END,
    ready = 1,
    ended_ms = CASE WHEN lost_leases + 1 >= ? THEN CAST(? AS BIGINT) END,
    error = 'lease lost',
    lease = NULL
WHERE state = 1 AND lease_until_ms <= ?
    AND id IN (SELECT id FROM job WHERE state = 1 AND lease_until_ms <= ? ORDER BY lease_until_ms LIMIT 500);

-- :name queue_forget
DELETE FROM job
WHERE id IN (SELECT id FROM job WHERE state >= 2 AND ended_ms <= ? ORDER BY ended_ms LIMIT 500);

-- :name queue_depth
SELECT kind,
    COUNT(CASE WHEN state = 0 THEN 1 END),
    COUNT(CASE WHEN state = 1 THEN 1 END),
    COUNT(CASE WHEN state = 3 THEN 1 END),
    MIN(CASE WHEN state = 0 THEN due_ms END)
FROM job WHERE state IN (0, 1, 3) GROUP BY kind ORDER BY kind LIMIT 100;
