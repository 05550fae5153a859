-- :database space
-- Single-use links: a row is a link that may still be used.

-- :name account_link_insert
INSERT INTO access_link (id, person_id, purpose, token_hash, created_ms, expires_ms) VALUES (?, ?, ?, ?, ?, ?);

-- :name account_link_find
SELECT id, person_id, purpose, expires_ms FROM access_link WHERE token_hash = ? AND expires_ms > ?;

-- Of two that come at once, one gets the row.
-- :name account_link_take
DELETE FROM access_link WHERE id = ? AND expires_ms > ? RETURNING id;

-- :name account_link_void
DELETE FROM access_link WHERE person_id = ? AND purpose = ?;

-- :name account_link_void_all
DELETE FROM access_link WHERE person_id = ?;

-- :name account_link_prune
DELETE FROM access_link WHERE expires_ms <= ?;
