-- :database space
-- Sessions of persons. Rights are read from the person's row at each request, never kept here.

-- One row for each role whose rights the space changed, or one with NULLs.
-- :name account_session_find
SELECT s.id, s.person_id, s.last_seen_ms, s.expires_ms, p.roles, p.state, r.role, r.rights
FROM session s JOIN person p ON p.id = s.person_id
LEFT JOIN role_right r ON (p.roles & (CAST(1 AS BIGINT) << CAST(r.role AS INTEGER))) <> 0
WHERE s.token_hash = ?;

-- :name account_session_insert
INSERT INTO session (id, person_id, token_hash, created_ms, last_seen_ms, expires_ms, user_agent, address)
VALUES (?, ?, ?, ?, ?, ?, ?, ?);

-- :name account_session_seen
UPDATE session SET last_seen_ms = ? WHERE id = ? AND last_seen_ms < ?;

-- :name account_session_list
SELECT id, created_ms, last_seen_ms, expires_ms, user_agent, address FROM session
WHERE person_id = ? AND expires_ms > ? AND last_seen_ms > ? ORDER BY created_ms DESC, id DESC;

-- :name account_session_end_one
DELETE FROM session WHERE person_id = ? AND id = ?;

-- :name account_session_end_others
DELETE FROM session WHERE person_id = ? AND id <> ?;

-- :name account_session_end_all
DELETE FROM session WHERE person_id = ?;

-- :name account_session_prune
DELETE FROM session WHERE expires_ms <= ?;

-- :name account_session_keep_newest
DELETE FROM session WHERE person_id = ? AND id NOT IN (
    SELECT k.id FROM session k WHERE k.person_id = ? ORDER BY k.created_ms DESC, k.id DESC LIMIT ?);
