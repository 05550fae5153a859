-- :database space

-- The draft as it stands: what its stamp is made of, and whose it is. A module without grains has one row without one.
-- :name review_draft
SELECT m.version, m.owner_id, g.id, g.version, g.owner_id
FROM module m LEFT JOIN module_grain mg ON mg.module_id = m.id LEFT JOIN grain g ON g.id = mg.grain_id
WHERE m.id = ? AND m.deleted_ms IS NULL
ORDER BY mg.position;

-- :name review_last
SELECT id, module_version_id, state, stamp FROM submission
WHERE module_id = ? ORDER BY number DESC LIMIT 1;

-- :name review_open
SELECT id, stamp FROM submission WHERE module_id = ? AND state = 0;

-- Approved last before this submission; with an empty identity, of all.
-- :name review_approved_before
SELECT s.module_version_id, v.number, s.decided_ms
FROM submission s JOIN module_version v ON v.id = s.module_version_id
WHERE s.module_id = ? AND s.state = 1
  AND (CAST(? AS TEXT) = '' OR s.number < (SELECT x.number FROM submission x WHERE x.id = ?))
ORDER BY s.number DESC LIMIT 1;

-- :name review_insert
INSERT INTO submission (id, module_id, number, module_version_id, stamp, state, message, submitted_by, submitted_ms,
                        decision_comment, version)
VALUES (?, ?, (SELECT COALESCE(MAX(x.number), 0) + 1 FROM submission x WHERE x.module_id = ?), ?, ?, 0, ?, ?, ?, '', 1);

-- Only one that waits for it.
-- :name review_decide
UPDATE submission SET state = ?, decided_by = ?, decided_ms = ?, decision_comment = ?, version = version + 1
WHERE id = ? AND state = 0;

-- :name review_get
SELECT s.id, s.module_id, s.module_version_id, v.number, v.title, v.hash, s.state, s.stamp, s.message, m.owner_id,
       s.submitted_by, s.submitted_ms, s.decided_by, s.decided_ms, s.decision_comment,
       (SELECT COUNT(*) FROM submission_comment c WHERE c.submission_id = s.id),
       (SELECT COUNT(*) FROM submission_comment c
        WHERE c.submission_id = s.id AND c.parent_id IS NULL AND c.resolved_ms IS NULL),
       s.version
FROM submission s JOIN module_version v ON v.id = s.module_version_id JOIN module m ON m.id = s.module_id
WHERE s.id = ?;

-- Filters that are empty, or below nought, find all. A person who does not review sees what is theirs. The cursor's
-- first parameter says whether the page is the first one.
-- :name review_list
SELECT s.id, s.module_id, s.module_version_id, v.number, v.title, v.hash, s.state, s.stamp, s.message, m.owner_id,
       s.submitted_by, s.submitted_ms, s.decided_by, s.decided_ms, s.decision_comment,
       (SELECT COUNT(*) FROM submission_comment c WHERE c.submission_id = s.id),
       (SELECT COUNT(*) FROM submission_comment c
        WHERE c.submission_id = s.id AND c.parent_id IS NULL AND c.resolved_ms IS NULL),
       s.version
FROM submission s JOIN module_version v ON v.id = s.module_version_id JOIN module m ON m.id = s.module_id
WHERE (CAST(? AS BIGINT) < 0 OR s.state = ?) AND (CAST(? AS TEXT) = '' OR s.module_id = ?)
  AND (CAST(? AS TEXT) = '' OR m.owner_id = ? OR s.submitted_by = ?)
  AND (CAST(? AS BIGINT) = 1 OR (s.submitted_ms, s.id) < (?, ?))
ORDER BY s.submitted_ms DESC, s.id DESC LIMIT ?;

-- :name review_count
SELECT COUNT(*) FROM submission s JOIN module m ON m.id = s.module_id
WHERE (CAST(? AS BIGINT) < 0 OR s.state = ?) AND (CAST(? AS TEXT) = '' OR s.module_id = ?)
  AND (CAST(? AS TEXT) = '' OR m.owner_id = ? OR s.submitted_by = ?);

-- Versions of a module, newest first, each with its last submission.
-- :name review_version_list
SELECT v.id, v.number, v.hash, v.created_ms, s.id, s.state, s.submitted_by, s.decided_by, s.decided_ms,
       s.decision_comment
FROM module_version v
     LEFT JOIN submission s
       ON s.id = (SELECT x.id FROM submission x WHERE x.module_version_id = v.id
                  ORDER BY x.number DESC LIMIT 1)
WHERE v.module_id = ? ORDER BY v.number DESC LIMIT ?;

-- The frozen grains of a version in order, without their documents.
-- :name review_frozen_list
SELECT v.id, v.grain_id, v.media_id, v.title, v.hash
FROM module_version_grain g JOIN grain_version v ON v.id = g.grain_version_id
WHERE g.module_version_id = ? ORDER BY g.position;

-- Who has commented and is neither of these two.
-- :name review_comment_author_list
SELECT DISTINCT c.author_id FROM submission_comment c
WHERE c.submission_id = ? AND c.author_id IS NOT NULL AND c.author_id <> ? AND c.author_id <> ?
ORDER BY c.author_id LIMIT ?;

-- :name review_comment_insert
INSERT INTO submission_comment (id, submission_id, parent_id, author_id, body, grain_id, element_id, at_ms, x_milli,
                                y_milli, created_ms)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- :name review_comment_get
SELECT id, submission_id, parent_id, author_id, body, grain_id, element_id, at_ms, x_milli, y_milli, created_ms,
       edited_ms, resolved_ms, resolved_by
FROM submission_comment WHERE id = ? AND submission_id = ?;

-- Identities are in order of time.
-- :name review_comment_list
SELECT id, submission_id, parent_id, author_id, body, grain_id, element_id, at_ms, x_milli, y_milli, created_ms,
       edited_ms, resolved_ms, resolved_by
FROM submission_comment WHERE submission_id = ? AND (CAST(? AS TEXT) = '' OR id > ?) ORDER BY id LIMIT ?;

-- :name review_comment_count
SELECT COUNT(*) FROM submission_comment WHERE submission_id = ?;

-- :name review_comment_count_replies
SELECT COUNT(*) FROM submission_comment WHERE parent_id = ?;

-- :name review_comment_update
UPDATE submission_comment SET body = ?, edited_ms = ?, resolved_ms = ?, resolved_by = ? WHERE id = ?;

-- :name review_comment_delete
DELETE FROM submission_comment WHERE id = ?;
