-- :database space

-- :name distribution_insert
INSERT INTO distribution (id, module_id, module_version_id, created_ms) VALUES (?, ?, ?, ?);

-- :name distribution_get
SELECT d.id, d.module_id, d.module_version_id, v.title, d.created_ms,
       (SELECT COUNT(*) FROM registration r WHERE r.distribution_id = d.id)
FROM distribution d JOIN module_version v ON v.id = d.module_version_id WHERE d.id = ?;

-- A filter that is empty finds all. The cursor's first parameter says whether the page is the first one.
-- :name distribution_list
SELECT d.id, d.module_id, d.module_version_id, v.title, d.created_ms,
       (SELECT COUNT(*) FROM registration r WHERE r.distribution_id = d.id)
FROM distribution d JOIN module_version v ON v.id = d.module_version_id
WHERE (CAST(? AS TEXT) = '' OR d.module_id = ?)
  AND (CAST(? AS BIGINT) = 1 OR (d.created_ms, d.id) < (?, ?))
ORDER BY d.created_ms DESC, d.id DESC LIMIT ?;

-- :name distribution_count
SELECT COUNT(*) FROM distribution WHERE CAST(? AS TEXT) = '' OR module_id = ?;

-- Who is in already stays as they are.
-- :name distribution_registration_insert
INSERT INTO registration (id, distribution_id, person_id, created_ms) VALUES (?, ?, ?, ?)
ON CONFLICT DO NOTHING;

-- :name distribution_registration_get
SELECT r.id, r.distribution_id, r.person_id, d.module_id, d.module_version_id, v.title, r.created_ms
FROM registration r JOIN distribution d ON d.id = r.distribution_id
     JOIN module_version v ON v.id = d.module_version_id
WHERE r.id = ?;

-- Identities are in order of time.
-- :name distribution_registration_list
SELECT r.id, r.distribution_id, r.person_id, d.module_id, d.module_version_id, v.title, r.created_ms
FROM registration r JOIN distribution d ON d.id = r.distribution_id
     JOIN module_version v ON v.id = d.module_version_id
WHERE r.person_id = ? AND (CAST(? AS TEXT) = '' OR r.id < ?)
ORDER BY r.id DESC LIMIT ?;

-- :name distribution_registration_count
SELECT COUNT(*) FROM registration WHERE person_id = ?;
