-- :database space

-- :name audit_insert
INSERT INTO audit (id, at_ms, action, times, person_id, target_kind, target_id, address, target_name, detail, salt,
    personal_hash)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- :name audit_unsealed
SELECT id, at_ms, times, action, person_id, target_kind, target_id, target_name, address, detail, salt, personal_hash,
    number, hash
FROM audit WHERE number IS NULL ORDER BY at_ms, id LIMIT 200;

-- :name audit_seal_row
UPDATE audit SET number = ?, hash = ? WHERE id = ? AND number IS NULL;

-- :name audit_head
SELECT number, hash FROM audit_head WHERE one = 1;

-- :name audit_set_head
UPDATE audit_head SET number = ?, hash = ? WHERE one = 1 AND number = ?;

-- :name audit_sealed
SELECT id, at_ms, times, action, person_id, target_kind, target_id, target_name, address, detail, salt, personal_hash,
    number, hash
FROM audit WHERE number > ? ORDER BY number LIMIT 200;

-- :name audit_count
SELECT COUNT(*), COUNT(number) FROM audit;

-- Three ways to walk the log, each along its own index; the last two parameters of each are the place to go on from.
-- :name audit_list
SELECT id, at_ms, times, action, person_id, target_kind, target_id, target_name, address, detail
FROM audit WHERE at_ms >= ? AND (at_ms, id) < (?, ?) ORDER BY at_ms DESC, id DESC LIMIT ?;

-- :name audit_list_total
SELECT COUNT(*) FROM audit WHERE at_ms >= ? AND at_ms < ?;

-- :name audit_list_by_action
SELECT id, at_ms, times, action, person_id, target_kind, target_id, target_name, address, detail
FROM audit WHERE action = ? AND at_ms >= ? AND (at_ms, id) < (?, ?) ORDER BY at_ms DESC, id DESC LIMIT ?;

-- :name audit_list_by_action_total
SELECT COUNT(*) FROM audit WHERE action = ? AND at_ms >= ? AND at_ms < ?;

-- :name audit_list_by_person
SELECT id, at_ms, times, action, person_id, target_kind, target_id, target_name, address, detail
FROM audit WHERE person_id = ? AND (CAST(? AS TEXT) IS NULL OR action = ?) AND at_ms >= ? AND (at_ms, id) < (?, ?)
ORDER BY at_ms DESC, id DESC LIMIT ?;

-- :name audit_list_by_person_total
SELECT COUNT(*) FROM audit WHERE person_id = ? AND (CAST(? AS TEXT) IS NULL OR action = ?) AND at_ms >= ? AND at_ms < ?;
