-- :database platform

-- :name work_token_insert
INSERT INTO worker_token (id, name, hash, created_ms) VALUES (?, ?, ?, ?);

-- :name work_token_revoke
UPDATE worker_token SET revoked_ms = ? WHERE name = ? AND revoked_ms IS NULL;

-- :name work_token_name
SELECT name FROM worker_token WHERE hash = ? AND revoked_ms IS NULL;
