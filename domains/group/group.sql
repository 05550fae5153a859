-- :database space

-- A live group of that name wins: then nothing is inserted.
-- :name group_insert
INSERT INTO person_group (id, name, name_folded, description, created_ms, deleted_ms, version)
VALUES (?, ?, ?, ?, ?, NULL, 1)
ON CONFLICT DO NOTHING;

-- :name group_get
SELECT id, name, description, created_ms, deleted_ms, version,
       (SELECT COUNT(*) FROM group_member m WHERE m.group_id = person_group.id)
FROM person_group WHERE id = ?;

-- :name group_find_name
SELECT id FROM person_group WHERE name_folded = ? AND deleted_ms IS NULL;

-- :name group_update
UPDATE person_group SET name = ?, name_folded = ?, description = ?, version = version + 1
WHERE id = ? AND version = ? AND deleted_ms IS NULL;

-- :name group_mark_deleted
UPDATE person_group SET deleted_ms = ?, version = version + 1 WHERE id = ? AND deleted_ms IS NULL;

-- :name group_mark_live
UPDATE person_group SET deleted_ms = NULL, version = version + 1 WHERE id = ? AND deleted_ms >= ?;

-- :name group_delete_old
DELETE FROM person_group WHERE deleted_ms < ?;

-- :name group_has_member
SELECT COUNT(*) FROM group_member WHERE person_id = ? AND group_id = ?;

-- :name group_count
SELECT COUNT(*) FROM person_group WHERE deleted_ms IS NULL AND name_folded LIKE ? ESCAPE '!';

-- Pages. The first parameter says whether the page is the first one; then the place behind it says nothing.
-- :name group_list_name_up
SELECT id, name, description, created_ms, deleted_ms, version,
       (SELECT COUNT(*) FROM group_member m WHERE m.group_id = person_group.id), name_folded
FROM person_group
WHERE deleted_ms IS NULL AND name_folded LIKE ? ESCAPE '!' AND (CAST(? AS BIGINT) = 1 OR (name_folded, id) > (?, ?))
ORDER BY name_folded, id LIMIT ?;

-- :name group_list_name_down
SELECT id, name, description, created_ms, deleted_ms, version,
       (SELECT COUNT(*) FROM group_member m WHERE m.group_id = person_group.id), name_folded
FROM person_group
WHERE deleted_ms IS NULL AND name_folded LIKE ? ESCAPE '!' AND (CAST(? AS BIGINT) = 1 OR (name_folded, id) < (?, ?))
ORDER BY name_folded DESC, id DESC LIMIT ?;

-- :name group_list_created_up
SELECT id, name, description, created_ms, deleted_ms, version,
       (SELECT COUNT(*) FROM group_member m WHERE m.group_id = person_group.id), name_folded
FROM person_group
WHERE deleted_ms IS NULL AND name_folded LIKE ? ESCAPE '!' AND (CAST(? AS BIGINT) = 1 OR (created_ms, id) > (?, ?))
ORDER BY created_ms, id LIMIT ?;

-- :name group_list_created_down
SELECT id, name, description, created_ms, deleted_ms, version,
       (SELECT COUNT(*) FROM group_member m WHERE m.group_id = person_group.id), name_folded
FROM person_group
WHERE deleted_ms IS NULL AND name_folded LIKE ? ESCAPE '!' AND (CAST(? AS BIGINT) = 1 OR (created_ms, id) < (?, ?))
ORDER BY created_ms DESC, id DESC LIMIT ?;

-- :name group_list_members_up
SELECT id, name, description, created_ms, deleted_ms, version, member_count, name_folded
FROM (SELECT id, name, description, created_ms, deleted_ms, version, name_folded,
             (SELECT COUNT(*) FROM group_member m WHERE m.group_id = person_group.id) AS member_count
      FROM person_group WHERE deleted_ms IS NULL AND name_folded LIKE ? ESCAPE '!') counted
WHERE CAST(? AS BIGINT) = 1 OR (member_count, id) > (?, ?)
ORDER BY member_count, id LIMIT ?;

-- :name group_list_members_down
SELECT id, name, description, created_ms, deleted_ms, version, member_count, name_folded
FROM (SELECT id, name, description, created_ms, deleted_ms, version, name_folded,
             (SELECT COUNT(*) FROM group_member m WHERE m.group_id = person_group.id) AS member_count
      FROM person_group WHERE deleted_ms IS NULL AND name_folded LIKE ? ESCAPE '!') counted
WHERE CAST(? AS BIGINT) = 1 OR (member_count, id) < (?, ?)
ORDER BY member_count DESC, id DESC LIMIT ?;
