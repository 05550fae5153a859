-- :database space
-- Persons, their passwords and memberships. Each list of columns below is read by one function of person_store.c.

-- :name account_person_get
SELECT p.id, p.first_name, p.last_name, p.email, p.language, p.theme, p.roles, p.state,
    (SELECT COUNT(*) FROM group_member m JOIN person_group g ON g.id = m.group_id
     WHERE m.person_id = p.id AND g.deleted_ms IS NULL),
    p.created_ms, p.invited_ms, p.last_sign_in_ms, p.version
FROM person p WHERE p.id = ?;

-- :name account_person_by_email
SELECT p.id, p.first_name, p.last_name, p.email, p.language, p.theme, p.roles, p.state,
    (SELECT COUNT(*) FROM group_member m JOIN person_group g ON g.id = m.group_id
     WHERE m.person_id = p.id AND g.deleted_ms IS NULL),
    p.created_ms, p.invited_ms, p.last_sign_in_ms, p.version
FROM person p WHERE p.email = ?;

-- :name account_person_count
SELECT COUNT(*) FROM person p
WHERE p.search_folded LIKE ? ESCAPE '!'
    AND (CAST(? AS BIGINT) = 0 OR (p.roles & CAST(? AS BIGINT)) <> 0)
    AND (CAST(? AS BIGINT) < 0 OR p.state = CAST(? AS BIGINT))
    AND (CAST(? AS TEXT) IS NULL OR EXISTS (SELECT 1 FROM group_member f JOIN person_group h ON h.id = f.group_id
        WHERE f.person_id = p.id AND f.group_id = ? AND h.deleted_ms IS NULL));

-- :name account_person_list_by_name_asc
SELECT p.id, p.first_name, p.last_name, p.email, p.language, p.theme, p.roles, p.state,
    (SELECT COUNT(*) FROM group_member m JOIN person_group g ON g.id = m.group_id
     WHERE m.person_id = p.id AND g.deleted_ms IS NULL),
    p.created_ms, p.invited_ms, p.last_sign_in_ms, p.version
FROM person p
WHERE p.search_folded LIKE ? ESCAPE '!'
    AND (CAST(? AS BIGINT) = 0 OR (p.roles & CAST(? AS BIGINT)) <> 0)
    AND (CAST(? AS BIGINT) < 0 OR p.state = CAST(? AS BIGINT))
    AND (CAST(? AS TEXT) IS NULL OR EXISTS (SELECT 1 FROM group_member f JOIN person_group h ON h.id = f.group_id
        WHERE f.person_id = p.id AND f.group_id = ? AND h.deleted_ms IS NULL))
    AND (p.name_folded, p.id) > (?, ?)
ORDER BY p.name_folded ASC, p.id ASC LIMIT ?;

-- :name account_person_list_by_name_desc
SELECT p.id, p.first_name, p.last_name, p.email, p.language, p.theme, p.roles, p.state,
    (SELECT COUNT(*) FROM group_member m JOIN person_group g ON g.id = m.group_id
     WHERE m.person_id = p.id AND g.deleted_ms IS NULL),
    p.created_ms, p.invited_ms, p.last_sign_in_ms, p.version
FROM person p
WHERE p.search_folded LIKE ? ESCAPE '!'
    AND (CAST(? AS BIGINT) = 0 OR (p.roles & CAST(? AS BIGINT)) <> 0)
    AND (CAST(? AS BIGINT) < 0 OR p.state = CAST(? AS BIGINT))
    AND (CAST(? AS TEXT) IS NULL OR EXISTS (SELECT 1 FROM group_member f JOIN person_group h ON h.id = f.group_id
        WHERE f.person_id = p.id AND f.group_id = ? AND h.deleted_ms IS NULL))
    AND (p.name_folded, p.id) < (?, ?)
ORDER BY p.name_folded DESC, p.id DESC LIMIT ?;

-- :name account_person_list_by_email_asc
SELECT p.id, p.first_name, p.last_name, p.email, p.language, p.theme, p.roles, p.state,
    (SELECT COUNT(*) FROM group_member m JOIN person_group g ON g.id = m.group_id
     WHERE m.person_id = p.id AND g.deleted_ms IS NULL),
    p.created_ms, p.invited_ms, p.last_sign_in_ms, p.version
FROM person p
WHERE p.search_folded LIKE ? ESCAPE '!'
    AND (CAST(? AS BIGINT) = 0 OR (p.roles & CAST(? AS BIGINT)) <> 0)
    AND (CAST(? AS BIGINT) < 0 OR p.state = CAST(? AS BIGINT))
    AND (CAST(? AS TEXT) IS NULL OR EXISTS (SELECT 1 FROM group_member f JOIN person_group h ON h.id = f.group_id
        WHERE f.person_id = p.id AND f.group_id = ? AND h.deleted_ms IS NULL))
    AND (p.email, p.id) > (?, ?)
ORDER BY p.email ASC, p.id ASC LIMIT ?;

-- :name account_person_list_by_email_desc
SELECT p.id, p.first_name, p.last_name, p.email, p.language, p.theme, p.roles, p.state,
    (SELECT COUNT(*) FROM group_member m JOIN person_group g ON g.id = m.group_id
     WHERE m.person_id = p.id AND g.deleted_ms IS NULL),
    p.created_ms, p.invited_ms, p.last_sign_in_ms, p.version
FROM person p
WHERE p.search_folded LIKE ? ESCAPE '!'
    AND (CAST(? AS BIGINT) = 0 OR (p.roles & CAST(? AS BIGINT)) <> 0)
    AND (CAST(? AS BIGINT) < 0 OR p.state = CAST(? AS BIGINT))
    AND (CAST(? AS TEXT) IS NULL OR EXISTS (SELECT 1 FROM group_member f JOIN person_group h ON h.id = f.group_id
        WHERE f.person_id = p.id AND f.group_id = ? AND h.deleted_ms IS NULL))
    AND (p.email, p.id) < (?, ?)
ORDER BY p.email DESC, p.id DESC LIMIT ?;

-- :name account_person_list_by_last_sign_in_asc
SELECT p.id, p.first_name, p.last_name, p.email, p.language, p.theme, p.roles, p.state,
    (SELECT COUNT(*) FROM group_member m JOIN person_group g ON g.id = m.group_id
     WHERE m.person_id = p.id AND g.deleted_ms IS NULL),
    p.created_ms, p.invited_ms, p.last_sign_in_ms, p.version
FROM person p
WHERE p.search_folded LIKE ? ESCAPE '!'
    AND (CAST(? AS BIGINT) = 0 OR (p.roles & CAST(? AS BIGINT)) <> 0)
    AND (CAST(? AS BIGINT) < 0 OR p.state = CAST(? AS BIGINT))
    AND (CAST(? AS TEXT) IS NULL OR EXISTS (SELECT 1 FROM group_member f JOIN person_group h ON h.id = f.group_id
        WHERE f.person_id = p.id AND f.group_id = ? AND h.deleted_ms IS NULL))
    AND (p.last_sign_in_ms, p.id) > (CAST(? AS BIGINT), ?)
ORDER BY p.last_sign_in_ms ASC, p.id ASC LIMIT ?;

-- :name account_person_list_by_last_sign_in_desc
SELECT p.id, p.first_name, p.last_name, p.email, p.language, p.theme, p.roles, p.state,
    (SELECT COUNT(*) FROM group_member m JOIN person_group g ON g.id = m.group_id
     WHERE m.person_id = p.id AND g.deleted_ms IS NULL),
    p.created_ms, p.invited_ms, p.last_sign_in_ms, p.version
FROM person p
WHERE p.search_folded LIKE ? ESCAPE '!'
    AND (CAST(? AS BIGINT) = 0 OR (p.roles & CAST(? AS BIGINT)) <> 0)
    AND (CAST(? AS BIGINT) < 0 OR p.state = CAST(? AS BIGINT))
    AND (CAST(? AS TEXT) IS NULL OR EXISTS (SELECT 1 FROM group_member f JOIN person_group h ON h.id = f.group_id
        WHERE f.person_id = p.id AND f.group_id = ? AND h.deleted_ms IS NULL))
    AND (p.last_sign_in_ms, p.id) < (CAST(? AS BIGINT), ?)
ORDER BY p.last_sign_in_ms DESC, p.id DESC LIMIT ?;

-- :name account_person_list_by_created_asc
SELECT p.id, p.first_name, p.last_name, p.email, p.language, p.theme, p.roles, p.state,
    (SELECT COUNT(*) FROM group_member m JOIN person_group g ON g.id = m.group_id
     WHERE m.person_id = p.id AND g.deleted_ms IS NULL),
    p.created_ms, p.invited_ms, p.last_sign_in_ms, p.version
FROM person p
WHERE p.search_folded LIKE ? ESCAPE '!'
    AND (CAST(? AS BIGINT) = 0 OR (p.roles & CAST(? AS BIGINT)) <> 0)
    AND (CAST(? AS BIGINT) < 0 OR p.state = CAST(? AS BIGINT))
    AND (CAST(? AS TEXT) IS NULL OR EXISTS (SELECT 1 FROM group_member f JOIN person_group h ON h.id = f.group_id
        WHERE f.person_id = p.id AND f.group_id = ? AND h.deleted_ms IS NULL))
    AND (p.created_ms, p.id) > (CAST(? AS BIGINT), ?)
ORDER BY p.created_ms ASC, p.id ASC LIMIT ?;

-- :name account_person_list_by_created_desc
SELECT p.id, p.first_name, p.last_name, p.email, p.language, p.theme, p.roles, p.state,
    (SELECT COUNT(*) FROM group_member m JOIN person_group g ON g.id = m.group_id
     WHERE m.person_id = p.id AND g.deleted_ms IS NULL),
    p.created_ms, p.invited_ms, p.last_sign_in_ms, p.version
FROM person p
WHERE p.search_folded LIKE ? ESCAPE '!'
    AND (CAST(? AS BIGINT) = 0 OR (p.roles & CAST(? AS BIGINT)) <> 0)
    AND (CAST(? AS BIGINT) < 0 OR p.state = CAST(? AS BIGINT))
    AND (CAST(? AS TEXT) IS NULL OR EXISTS (SELECT 1 FROM group_member f JOIN person_group h ON h.id = f.group_id
        WHERE f.person_id = p.id AND f.group_id = ? AND h.deleted_ms IS NULL))
    AND (p.created_ms, p.id) < (CAST(? AS BIGINT), ?)
ORDER BY p.created_ms DESC, p.id DESC LIMIT ?;

-- :name account_person_insert
INSERT INTO person (id, first_name, last_name, email, name_folded, search_folded, language, roles, created_ms)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?);

-- :name account_person_update
UPDATE person SET first_name = ?, last_name = ?, email = ?, name_folded = ?, search_folded = ?, language = ?, theme = ?,
    roles = ?, version = version + 1
WHERE id = ?;

-- :name account_person_set_state
UPDATE person SET state = ?, version = version + 1 WHERE id = ?;

-- :name account_person_set_invited
UPDATE person SET invited_ms = ?, version = version + 1 WHERE id = ?;

-- :name account_person_set_password
UPDATE person SET password_hash = ?, state = 1, version = version + 1 WHERE id = ?;

-- The same password, hashed with newer parameters: nothing when it was changed in between.
-- :name account_person_rehash
UPDATE person SET password_hash = ? WHERE id = ? AND password_hash = ?;

-- Nothing unless the person may still sign in with the password that was checked.
-- :name account_person_signed_in
UPDATE person SET last_sign_in_ms = ? WHERE id = ? AND state = 1 AND password_hash = ? RETURNING id;

-- :name account_person_secret
SELECT password_hash FROM person WHERE id = ?;

-- :name account_person_other_admins
SELECT COUNT(*) FROM person WHERE (roles & 8) <> 0 AND state = 1 AND id <> ?;

-- :name account_person_admins
SELECT id FROM person WHERE (roles & 8) <> 0 AND state = 1 ORDER BY id LIMIT 20;

-- :name account_person_addresses
SELECT id, email, state FROM person WHERE id > ? ORDER BY id LIMIT 500;

-- :name account_person_groups
SELECT g.id, g.name FROM group_member m JOIN person_group g ON g.id = m.group_id
WHERE m.person_id = ? AND g.deleted_ms IS NULL ORDER BY g.name_folded, g.id LIMIT 200;

-- :name account_group_live
SELECT id FROM person_group WHERE id = ? AND deleted_ms IS NULL;

-- :name account_membership_add
INSERT INTO group_member (group_id, person_id, added_ms) VALUES (?, ?, ?) ON CONFLICT (person_id, group_id) DO NOTHING;

-- :name account_membership_remove
DELETE FROM group_member WHERE group_id = ? AND person_id = ?;
