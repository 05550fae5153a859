-- :database platform

-- :name space_insert
INSERT INTO space (id, slug, name, folded, default_language, kind, state, four_eyes, person_count, created_ms, version)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, 1);

-- :name space_delete
DELETE FROM space WHERE id = ?;

-- :name space_get
SELECT id, slug, name, default_language, kind, state, four_eyes, person_count, created_ms, version
FROM space WHERE id = ?;

-- :name space_get_by_slug
SELECT id, slug, name, default_language, kind, state, four_eyes, person_count, created_ms, version
FROM space WHERE slug = ?;

-- :name space_list_after
SELECT id, slug, name, default_language, kind, state, four_eyes, person_count, created_ms, version
FROM space WHERE id > ? ORDER BY id LIMIT ?;

-- :name space_search
SELECT id, slug, name, default_language, kind, state, four_eyes, person_count, created_ms, version
FROM space
WHERE kind = 0 AND (folded LIKE ? ESCAPE '!' OR slug LIKE ? ESCAPE '!') AND (folded, id) > (?, ?)
ORDER BY folded, id LIMIT ?;

-- :name space_search_count
SELECT COUNT(*) FROM space WHERE kind = 0 AND (folded LIKE ? ESCAPE '!' OR slug LIKE ? ESCAPE '!');

-- :name space_update
UPDATE space SET name = ?, folded = ?, default_language = ?, four_eyes = ?, state = ?, version = version + 1
WHERE id = ? AND version = ?;

-- :name space_set_person_count
UPDATE space SET person_count = ? WHERE id = ? AND person_count <> ?;

-- :name space_directory_put
INSERT INTO space_directory (email, space_id) VALUES (?, ?) ON CONFLICT (email, space_id) DO NOTHING;

-- :name space_directory_remove
DELETE FROM space_directory WHERE email = ? AND space_id = ?;

-- :name space_directory_find
SELECT s.id, s.slug, s.name, s.default_language, s.kind, s.state, s.four_eyes, s.person_count, s.created_ms, s.version
FROM space_directory d JOIN space s ON s.id = d.space_id
WHERE d.email = ? AND s.state = 0
ORDER BY s.folded, s.id LIMIT ?;

-- :name space_change_insert
INSERT INTO space_change (id, space_id, person_id, address, detail) VALUES (?, ?, ?, ?, ?);

-- :name space_change_list
SELECT id, person_id, address, detail FROM space_change WHERE space_id = ? ORDER BY id LIMIT ?;

-- :name space_change_delete
DELETE FROM space_change WHERE id = ?;
