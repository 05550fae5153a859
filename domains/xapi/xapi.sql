-- :database space

-- The turn to write, and `?` positions up to the answered one. The clock may jump back, `stored` may not.
-- :name xapi_take_turn
UPDATE xapi_log
SET position = position + ?,
    last_stored_ms = CASE WHEN last_stored_ms < CAST(? AS BIGINT) THEN CAST(? AS BIGINT) ELSE last_stored_ms END
WHERE id = 1
RETURNING position, last_stored_ms;

-- :name xapi_insert
INSERT INTO xapi_statement (position, id, stored_ms, timestamp_ms, registration_id, person_id, verb, activity, fingerprint,
                            statement)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO NOTHING;

-- :name xapi_fingerprint
SELECT fingerprint FROM xapi_statement WHERE id = ?;

-- :name xapi_list
SELECT position, stored_ms, timestamp_ms, id, registration_id, person_id, verb, activity, statement
FROM xapi_statement WHERE position > ? ORDER BY position LIMIT ?;

-- :name xapi_list_registration
SELECT position, stored_ms, timestamp_ms, id, registration_id, person_id, verb, activity, statement
FROM xapi_statement WHERE registration_id = ? AND position > ? ORDER BY position LIMIT ?;

-- :name xapi_get_origin
SELECT origin FROM xapi_log WHERE id = 1;

-- :name xapi_set_origin
UPDATE xapi_log SET origin = ? WHERE id = 1 AND origin = '';
