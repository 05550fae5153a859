-- access: what this space made of a role. No row = the program's own table.
CREATE TABLE role_right (
    role BIGINT NOT NULL PRIMARY KEY CHECK (role BETWEEN 0 AND 6),
    rights BIGINT NOT NULL, -- bit set by right number
    changed_ms BIGINT NOT NULL
);
