-- :database space

-- :name notify_mail_insert
INSERT INTO mail (id, template, state, person_id, recipient, recipient_name, language, subject, body_text, body_html,
                  error, created_ms, queued_ms, ended_ms)
VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?, ?, '', ?, 0, 0);

-- :name notify_mail_get_pending
SELECT id, recipient, recipient_name, language, subject, body_text, body_html
FROM mail WHERE id = ? AND state = 0;

-- :name notify_mail_end
UPDATE mail SET state = ?, error = ?, ended_ms = ? WHERE id = ? AND state = 0;

-- :name notify_mail_erase
UPDATE mail SET subject = '', body_text = '', body_html = '' WHERE id = ?;

-- Pending mails that no sweep enqueued since the given time. Never enqueued ones stand first: their queued_ms is 0.
-- :name notify_mail_list_due
SELECT id FROM mail WHERE state = 0 AND queued_ms < ? ORDER BY queued_ms, id LIMIT ?;

-- :name notify_mail_mark_queued
UPDATE mail SET queued_ms = ? WHERE id = ? AND state = 0;

-- :name notify_mail_delete_old
DELETE FROM mail WHERE id IN (SELECT id FROM mail WHERE created_ms < ? ORDER BY id LIMIT ?);

-- :name notify_mail_list_newest
SELECT id, created_ms, recipient, subject FROM mail ORDER BY id DESC LIMIT ?;

-- :name notify_mail_count
SELECT COUNT(*) FROM mail;

-- :name notify_mail_get
SELECT id, created_ms, recipient, subject, body_text, body_html FROM mail WHERE id = ?;
