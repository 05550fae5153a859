-- :database space

-- Rows of distributions, with what is shown of their version and their author.

-- :name distribution_insert
INSERT INTO distribution (id, module_id, module_version_id, opens_ms, closes_ms, due_ms, attempts_max, pass_percent,
                          message, notify, created_by, created_ms)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- :name distribution_get
SELECT d.id, d.module_id, d.module_version_id, v.number, v.title, d.opens_ms, d.closes_ms, d.due_ms, d.attempts_max,
       d.pass_percent, d.message, d.notify, d.created_by, p.first_name, p.last_name, d.created_ms, d.suspended_ms,
       d.suspend_reason, d.archived_ms, d.version,
       (SELECT COUNT(*) FROM registration r WHERE r.distribution_id = d.id AND r.withdrawn_ms = 0),
       (SELECT COUNT(*) FROM registration r
        WHERE r.distribution_id = d.id AND r.withdrawn_ms = 0 AND r.started_ms > 0)
FROM distribution d JOIN module_version v ON v.id = d.module_version_id LEFT JOIN person p ON p.id = d.created_by
WHERE d.id = ?;

-- A filter that is empty finds all; the state is -1 then. The cursor's first parameter says whether the page is the
-- first one.
-- :name distribution_list
SELECT d.id, d.module_id, d.module_version_id, v.number, v.title, d.opens_ms, d.closes_ms, d.due_ms, d.attempts_max,
       d.pass_percent, d.message, d.notify, d.created_by, p.first_name, p.last_name, d.created_ms, d.suspended_ms,
       d.suspend_reason, d.archived_ms, d.version,
       (SELECT COUNT(*) FROM registration r WHERE r.distribution_id = d.id AND r.withdrawn_ms = 0),
       (SELECT COUNT(*) FROM registration r
        WHERE r.distribution_id = d.id AND r.withdrawn_ms = 0 AND r.started_ms > 0)
FROM (SELECT a.*, CASE WHEN a.archived_ms > 0 THEN 4 WHEN a.suspended_ms > 0 THEN 3
                       WHEN a.closes_ms > 0 AND a.closes_ms <= CAST(? AS BIGINT) THEN 2
                       WHEN a.opens_ms > CAST(? AS BIGINT) THEN 0 ELSE 1 END AS state
      FROM distribution a) d
     JOIN module_version v ON v.id = d.module_version_id LEFT JOIN person p ON p.id = d.created_by
WHERE (CAST(? AS TEXT) = '' OR d.module_id = ?) AND (CAST(? AS TEXT) = '' OR d.created_by = ?)
  AND (CAST(? AS BIGINT) < 0 OR d.state = ?)
  AND (CAST(? AS BIGINT) = 1 OR (d.created_ms, d.id) < (?, ?))
ORDER BY d.created_ms DESC, d.id DESC LIMIT ?;

-- :name distribution_count
SELECT COUNT(*)
FROM (SELECT a.*, CASE WHEN a.archived_ms > 0 THEN 4 WHEN a.suspended_ms > 0 THEN 3
                       WHEN a.closes_ms > 0 AND a.closes_ms <= CAST(? AS BIGINT) THEN 2
                       WHEN a.opens_ms > CAST(? AS BIGINT) THEN 0 ELSE 1 END AS state
      FROM distribution a) d
WHERE (CAST(? AS TEXT) = '' OR d.module_id = ?) AND (CAST(? AS TEXT) = '' OR d.created_by = ?)
  AND (CAST(? AS BIGINT) < 0 OR d.state = ?);

-- Those that are not archived, in order of identity.
-- :name distribution_list_live
SELECT id FROM distribution WHERE archived_ms = 0 AND (CAST(? AS TEXT) = '' OR id > ?) ORDER BY id LIMIT ?;

-- Every write names the version it was decided on.
-- :name distribution_update
UPDATE distribution
SET module_version_id = ?, opens_ms = ?, closes_ms = ?, due_ms = ?, attempts_max = ?, pass_percent = ?, message = ?,
    suspended_ms = ?, suspend_reason = ?, archived_ms = ?, version = version + 1
WHERE id = ? AND version = ?;

-- What stands of a module: one row for each version and state.
-- :name distribution_list_of_module
SELECT d.module_version_id, d.opens_ms, d.closes_ms, d.suspended_ms, d.archived_ms
FROM distribution d WHERE d.module_id = ?;
