-- :database space

-- One person in one distribution.

-- Who is in already stays as they are.
-- :name distribution_registration_insert
INSERT INTO registration (id, distribution_id, person_id, module_version_id, created_ms, told_ms)
SELECT CAST(? AS TEXT), d.id, CAST(? AS TEXT), d.module_version_id, CAST(? AS BIGINT), CAST(? AS BIGINT)
FROM distribution d WHERE d.id = ?
ON CONFLICT DO NOTHING;

-- :name distribution_registration_come_back
UPDATE registration SET withdrawn_ms = 0 WHERE distribution_id = ? AND person_id = ? AND withdrawn_ms > 0;

-- :name distribution_registration_withdraw
UPDATE registration SET withdrawn_ms = ? WHERE id = ? AND withdrawn_ms = 0;

-- :name distribution_registration_get
SELECT r.id, r.distribution_id, r.person_id, d.module_id, r.module_version_id, v.number, v.title, r.attempt,
       r.created_ms, r.started_ms, r.finished_ms, r.withdrawn_ms
FROM registration r JOIN distribution d ON d.id = r.distribution_id
     JOIN module_version v ON v.id = r.module_version_id
WHERE r.id = ?;

-- Identities are in order of time.
-- :name distribution_registration_list
SELECT r.id, r.distribution_id, r.person_id, d.module_id, r.module_version_id, v.number, v.title, r.attempt,
       r.created_ms, r.started_ms, r.finished_ms, r.withdrawn_ms
FROM registration r JOIN distribution d ON d.id = r.distribution_id
     JOIN module_version v ON v.id = r.module_version_id
WHERE r.person_id = ? AND r.withdrawn_ms = 0 AND d.archived_ms = 0 AND (CAST(? AS TEXT) = '' OR r.id < ?)
ORDER BY r.id DESC LIMIT ?;

-- :name distribution_registration_count
SELECT COUNT(*)
FROM registration r JOIN distribution d ON d.id = r.distribution_id
WHERE r.person_id = ? AND r.withdrawn_ms = 0 AND d.archived_ms = 0;

-- :name distribution_registration_terms
SELECT d.opens_ms, d.closes_ms, d.due_ms, d.suspended_ms, d.archived_ms, r.withdrawn_ms, d.attempts_max,
       d.pass_percent, r.attempt
FROM registration r JOIN distribution d ON d.id = r.distribution_id
WHERE r.id = ?;

-- :name distribution_registration_start
UPDATE registration SET started_ms = ? WHERE id = ? AND started_ms = 0;

-- :name distribution_registration_finish
UPDATE registration SET finished_ms = ? WHERE id = ? AND finished_ms = 0;

-- The attempt that was read is still the last: two at once make one.
-- :name distribution_registration_next_attempt
UPDATE registration
SET attempt = attempt + 1, finished_ms = 0,
    module_version_id = (SELECT d.module_version_id FROM distribution d WHERE d.id = registration.distribution_id)
WHERE id = ? AND attempt = ?;

-- Who has not begun follows their distribution; with the first parameter 1 who is in the middle too.
-- :name distribution_registration_go_over
UPDATE registration SET module_version_id = ?
WHERE distribution_id = ? AND finished_ms = 0 AND (started_ms = 0 OR CAST(? AS BIGINT) = 1);

-- Who is still to be told of a distribution that they can see: up to so many, with whom to write to.
-- :name distribution_registration_untold_list
SELECT r.id, p.id, p.first_name, p.email, p.language, v.title, d.opens_ms, d.closes_ms, d.due_ms, d.message,
       d.created_by, a.first_name, a.last_name
FROM distribution d JOIN registration r ON r.distribution_id = d.id AND r.told_ms = 0 AND r.withdrawn_ms = 0
     JOIN person p ON p.id = r.person_id AND p.state = 1
     JOIN module_version v ON v.id = r.module_version_id LEFT JOIN person a ON a.id = d.created_by
WHERE (CAST(? AS TEXT) = '' OR d.id = ?) AND d.archived_ms = 0 AND d.suspended_ms = 0
  AND (d.closes_ms = 0 OR d.closes_ms > ?)
ORDER BY r.id LIMIT ?;

-- :name distribution_registration_mark_told
UPDATE registration SET told_ms = ? WHERE id = ? AND told_ms = 0;

-- Whose due date comes within the time given, who has not finished and whose registration did not say it just now.
-- :name distribution_registration_unreminded_list
SELECT r.id, p.id, p.first_name, p.email, p.language, v.title, d.opens_ms, d.closes_ms, d.due_ms, d.message,
       d.created_by, a.first_name, a.last_name
FROM distribution d JOIN registration r ON r.distribution_id = d.id AND r.reminded_ms = 0 AND r.withdrawn_ms = 0
                                           AND r.finished_ms = 0 AND r.told_ms > 0
     JOIN person p ON p.id = r.person_id AND p.state = 1
     JOIN module_version v ON v.id = r.module_version_id LEFT JOIN person a ON a.id = d.created_by
WHERE d.notify = 1 AND d.archived_ms = 0 AND d.suspended_ms = 0 AND d.due_ms > ? AND d.due_ms <= ?
  AND (CAST(? AS TEXT) = '' OR d.id = ?) AND d.opens_ms <= ? AND r.told_ms <= d.due_ms - ?
ORDER BY r.id LIMIT ?;

-- :name distribution_registration_mark_reminded
UPDATE registration SET reminded_ms = ? WHERE id = ? AND reminded_ms = 0;
