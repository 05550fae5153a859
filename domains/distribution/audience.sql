-- :database space

-- Assignments, and what follows from them.

-- :name distribution_person_clear
DELETE FROM distribution_person WHERE distribution_id = ?;

-- :name distribution_person_insert
INSERT INTO distribution_person (distribution_id, person_id) VALUES (?, ?) ON CONFLICT DO NOTHING;

-- :name distribution_person_list
SELECT p.id, p.first_name, p.last_name
FROM distribution_person a JOIN person p ON p.id = a.person_id
WHERE a.distribution_id = ? ORDER BY p.name_folded, p.id;

-- :name distribution_group_clear
DELETE FROM distribution_group WHERE distribution_id = ?;

-- :name distribution_group_insert
INSERT INTO distribution_group (distribution_id, group_id) VALUES (?, ?) ON CONFLICT DO NOTHING;

-- :name distribution_group_list
SELECT g.id, g.name,
       CASE WHEN g.deleted_ms IS NULL THEN (SELECT COUNT(*) FROM group_member m WHERE m.group_id = g.id) ELSE 0 END
FROM distribution_group a JOIN person_group g ON g.id = a.group_id
WHERE a.distribution_id = ? ORDER BY g.name_folded, g.id;

-- How many people and groups are named.
-- :name distribution_named_count
SELECT (SELECT COUNT(*) FROM distribution_person p WHERE p.distribution_id = ?),
       (SELECT COUNT(*) FROM distribution_group g WHERE g.distribution_id = ?);

-- Who is meant and has no access: not registered, or withdrawn. A deactivated person is left alone; a deleted group means
-- nobody.
-- :name distribution_meant_list
SELECT a.person_id
FROM (SELECT n.person_id FROM distribution_person n WHERE n.distribution_id = ?
      UNION
      SELECT m.person_id
      FROM distribution_group g JOIN person_group pg ON pg.id = g.group_id AND pg.deleted_ms IS NULL
           JOIN group_member m ON m.group_id = g.group_id
      WHERE g.distribution_id = ?) a
     JOIN person p ON p.id = a.person_id AND p.state <> 2
     LEFT JOIN registration r ON r.distribution_id = ? AND r.person_id = a.person_id
WHERE r.id IS NULL OR r.withdrawn_ms > 0
ORDER BY a.person_id LIMIT ?;

-- Who has access and is not meant.
-- :name distribution_unmeant_list
SELECT r.id
FROM registration r
WHERE r.distribution_id = ? AND r.withdrawn_ms = 0
  AND NOT EXISTS (SELECT 1 FROM distribution_person n
                  WHERE n.distribution_id = r.distribution_id AND n.person_id = r.person_id)
  AND NOT EXISTS (SELECT 1
                  FROM distribution_group g JOIN person_group pg ON pg.id = g.group_id AND pg.deleted_ms IS NULL
                       JOIN group_member m ON m.group_id = g.group_id
                  WHERE g.distribution_id = r.distribution_id AND m.person_id = r.person_id)
ORDER BY r.id LIMIT ?;

-- The list of a distribution, by name. The cursor's first parameter says whether the page is the first one.
-- :name distribution_audience_list
SELECT r.id, p.id, p.first_name, p.last_name, p.email, p.name_folded,
       CASE WHEN EXISTS (SELECT 1 FROM distribution_person n
                         WHERE n.distribution_id = r.distribution_id AND n.person_id = r.person_id)
            THEN 1 ELSE 0 END,
       v.number, r.attempt, r.started_ms, r.finished_ms, r.withdrawn_ms
FROM registration r JOIN person p ON p.id = r.person_id JOIN module_version v ON v.id = r.module_version_id
WHERE r.distribution_id = ? AND (CAST(? AS BIGINT) = 1 OR (p.name_folded, r.id) > (?, ?))
ORDER BY p.name_folded, r.id LIMIT ?;

-- :name distribution_audience_count
SELECT COUNT(*) FROM registration WHERE distribution_id = ?;
