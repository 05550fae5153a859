-- :database space

-- :name enrolment_import_insert
INSERT INTO person_import (id, person_id, address, file_name, encoding, state, columns, lines, creates, updates,
                           unchanged, invalid, new_groups, invite, task_id, created, updated, failed, created_ms,
                           ended_ms)
VALUES (?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, 0, NULL, 0, 0, 0, ?, 0);

-- :name enrolment_import_get
SELECT id, person_id, address, file_name, encoding, state, columns, lines, creates, updates, unchanged, invalid,
       new_groups, invite, task_id, created, updated, failed, created_ms, ended_ms,
       (SELECT COUNT(*) FROM person_import_error e WHERE e.import_id = person_import.id)
FROM person_import WHERE id = ?;

-- :name enrolment_import_queue
UPDATE person_import SET state = 1, invite = ?, task_id = ? WHERE id = ? AND state = 0;

-- :name enrolment_import_start
UPDATE person_import SET state = 2 WHERE id = ? AND state = 1;

-- :name enrolment_import_advance
UPDATE person_import SET created = created + ?, updated = updated + ?, failed = failed + ? WHERE id = ?;

-- :name enrolment_import_end
UPDATE person_import SET state = ?, ended_ms = ? WHERE id = ? AND state IN (1, 2);

-- :name enrolment_import_list_open
SELECT id FROM person_import WHERE state IN (1, 2) ORDER BY id LIMIT ?;

-- Ended ones by their end, previews that were never run by their beginning.
-- :name enrolment_import_list_old
SELECT id FROM person_import
WHERE (state IN (3, 4) AND ended_ms < ?) OR (state = 0 AND created_ms < ?)
ORDER BY id LIMIT ?;

-- :name enrolment_import_delete
DELETE FROM person_import WHERE id = ?;

-- :name enrolment_line_insert
INSERT INTO person_import_line (import_id, line, action, done, person_id, first_name, last_name, email, roles,
                                language, group_names)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- :name enrolment_line_list_due
SELECT line, action, person_id, first_name, last_name, email, roles, language, group_names
FROM person_import_line WHERE import_id = ? AND done = 0 ORDER BY line LIMIT ?;

-- :name enrolment_line_list_sample
SELECT line, action, person_id, first_name, last_name, email, roles, language, group_names
FROM person_import_line WHERE import_id = ? ORDER BY line LIMIT ?;

-- :name enrolment_line_mark_done
UPDATE person_import_line SET done = 1 WHERE import_id = ? AND line = ? AND done = 0;

-- :name enrolment_error_insert
INSERT INTO person_import_error (import_id, line, position, field, code, value) VALUES (?, ?, ?, ?, ?, ?);

-- :name enrolment_error_list
SELECT line, position, field, code, value FROM person_import_error
WHERE import_id = ? AND (line, position) > (?, ?) ORDER BY line, position LIMIT ?;
