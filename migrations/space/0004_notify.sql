-- Mails to people. The row is written in the transaction of the act that sends it; a job of the platform is its echo.
-- Subject and bodies are blank once the mail has ended: they hold a secret link.
CREATE TABLE mail (
    id             TEXT   NOT NULL PRIMARY KEY,
    template       BIGINT NOT NULL CHECK (template BETWEEN 0 AND 4),
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

CREATE INDEX mail_by_state ON mail (state, queued_ms, id);
