-- account: how often something was tried, and who asked for a new password. Survives a restart, or a restart would be a
-- way around it.
CREATE TABLE throttle (
    kind BIGINT NOT NULL CHECK (kind BETWEEN 0 AND 4), -- account, address, space, reset by address, reset by e-mail
    subject TEXT NOT NULL, -- SHA-256 in hexadecimal of what is counted: no address or e-mail lies here
    failures BIGINT NOT NULL,
    window_ms BIGINT NOT NULL, -- start of the window, or end of the last wait
    locked_until_ms BIGINT NOT NULL,
    locks BIGINT NOT NULL, -- waits in a row: each doubles the next
    PRIMARY KEY (kind, subject)
);
CREATE INDEX throttle_by_window ON throttle (window_ms);

CREATE TABLE reset_request (
    email TEXT NOT NULL PRIMARY KEY,
    address TEXT NOT NULL,
    asked_ms BIGINT NOT NULL
);
CREATE INDEX reset_request_by_asked ON reset_request (asked_ms);
