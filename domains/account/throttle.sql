-- :database platform
-- How often something was tried, and who forgot a password.

-- :name account_throttle_get
SELECT failures, window_ms, locked_until_ms, locks FROM throttle WHERE kind = ? AND subject = ?;

-- :name account_throttle_put
INSERT INTO throttle (kind, subject, failures, window_ms, locked_until_ms, locks) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (kind, subject) DO UPDATE SET failures = excluded.failures, window_ms = excluded.window_ms,
    locked_until_ms = excluded.locked_until_ms, locks = excluded.locks;

-- :name account_throttle_clear
DELETE FROM throttle WHERE kind = ? AND subject = ?;

-- :name account_throttle_prune
DELETE FROM throttle WHERE window_ms < ?;

-- :name account_reset_put
INSERT INTO reset_request (email, address, asked_ms) VALUES (?, ?, ?) ON CONFLICT (email) DO NOTHING;

-- :name account_reset_list
SELECT email, address FROM reset_request ORDER BY asked_ms, email LIMIT ?;

-- :name account_reset_drop
DELETE FROM reset_request WHERE email = ?;
