-- :database space

-- :name module_insert
INSERT INTO module (id, owner_id, title, title_folded, description, created_ms, edited_ms, deleted_ms, version)
VALUES (?, ?, ?, ?, ?, ?, ?, NULL, 1);

-- :name module_get
SELECT id, owner_id, title, description, created_ms, edited_ms, deleted_ms, version FROM module WHERE id = ?;

-- :name module_update
UPDATE module SET title = ?, title_folded = ?, description = ?, edited_ms = ?, version = version + 1
WHERE id = ? AND version = ? AND deleted_ms IS NULL;

-- :name module_mark_deleted
UPDATE module SET deleted_ms = ?, version = version + 1 WHERE id = ? AND deleted_ms IS NULL;

-- :name module_mark_live
UPDATE module SET deleted_ms = NULL, version = version + 1 WHERE id = ? AND deleted_ms IS NOT NULL;

-- Filters that are empty find all. The cursor's first parameter says whether the page is the first one.
-- :name module_list
SELECT id, owner_id, title, description, created_ms, edited_ms, deleted_ms, version
FROM module
WHERE deleted_ms IS NULL AND title_folded LIKE ? ESCAPE '!' AND (CAST(? AS TEXT) = '' OR owner_id = ?)
  AND (CAST(? AS TEXT) = ''
       OR EXISTS (SELECT 1 FROM module_grain mg WHERE mg.module_id = module.id AND mg.grain_id = ?))
  AND (CAST(? AS BIGINT) = 1 OR (edited_ms, id) < (?, ?))
ORDER BY edited_ms DESC, id DESC LIMIT ?;

-- :name module_count
SELECT COUNT(*) FROM module
WHERE deleted_ms IS NULL AND title_folded LIKE ? ESCAPE '!' AND (CAST(? AS TEXT) = '' OR owner_id = ?)
  AND (CAST(? AS TEXT) = ''
       OR EXISTS (SELECT 1 FROM module_grain mg WHERE mg.module_id = module.id AND mg.grain_id = ?));

-- :name module_grain_list
SELECT grain_id FROM module_grain WHERE module_id = ? ORDER BY position;

-- :name module_grain_clear
DELETE FROM module_grain WHERE module_id = ?;

-- :name module_grain_insert
INSERT INTO module_grain (module_id, position, grain_id) VALUES (?, ?, ?);

-- :name module_version_find
SELECT id FROM module_version WHERE module_id = ? AND hash = ?;

-- :name module_version_insert
INSERT INTO module_version (id, module_id, number, title, description, hash, created_ms)
VALUES (?, ?, (SELECT COALESCE(MAX(v.number), 0) + 1 FROM module_version v WHERE v.module_id = ?), ?, ?, ?, ?);

-- :name module_version_get
SELECT id, module_id, number, title, description, hash, created_ms FROM module_version WHERE id = ?;

-- :name module_version_grain_insert
INSERT INTO module_version_grain (module_version_id, position, grain_version_id) VALUES (?, ?, ?);

-- :name module_version_grain_list
SELECT grain_version_id FROM module_version_grain WHERE module_version_id = ? ORDER BY position;
