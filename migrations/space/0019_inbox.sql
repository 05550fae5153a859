-- Four more mails. A CHECK cannot be widened on both engines, so the table is made again; nothing refers to it.
CREATE TABLE mail_wider (
    id             TEXT   NOT NULL PRIMARY KEY,
    template       BIGINT NOT NULL CHECK (template BETWEEN 0 AND 8),
    state          BIGINT NOT NULL CHECK (state BETWEEN 0 AND 2), -- pending, sent, failed
    person_id      TEXT,
    recipient      TEXT   NOT NULL,
    recipient_name TEXT   NOT NULL,
    language       TEXT   NOT NULL,
    subject        TEXT   NOT NULL,
    body_text      TEXT   NOT NULL,
    body_html      TEXT   NOT NULL,
    error          TEXT   NOT NULL,
    created_ms     BIGINT NOT NULL,
    queued_ms      BIGINT NOT NULL, -- 0 = no sweep has enqueued it
    ended_ms       BIGINT NOT NULL  -- 0 = pending
);

INSERT INTO mail_wider (id, template, state, person_id, recipient, recipient_name, language, subject, body_text,
                        body_html, error, created_ms, queued_ms, ended_ms)
SELECT id, template, state, person_id, recipient, recipient_name, language, subject, body_text, body_html, error,
       created_ms, queued_ms, ended_ms
FROM mail;

DROP TABLE mail;

ALTER TABLE mail_wider RENAME TO mail;

CREATE INDEX mail_by_state ON mail (state, queued_ms, id);

-- What people are told on the screen.
CREATE TABLE inbox (
    id         TEXT   NOT NULL PRIMARY KEY,
    person_id  TEXT   NOT NULL,
    kind       BIGINT NOT NULL CHECK (kind BETWEEN 0 AND 4), -- distributed, due soon, submitted, decided, commented
    title      TEXT   NOT NULL,
    detail     TEXT   NOT NULL,
    link       TEXT   NOT NULL,
    by_id      TEXT,
    decision   BIGINT NOT NULL CHECK (decision BETWEEN 0 AND 3), -- none, approved, returned, refused
    due_ms     BIGINT NOT NULL,                                  -- 0 = none
    created_ms BIGINT NOT NULL,
    read_ms    BIGINT NOT NULL                                   -- 0 = not read
);

CREATE INDEX inbox_by_person ON inbox (person_id, created_ms, id);
CREATE INDEX inbox_by_creation ON inbox (created_ms);
