-- The access log. Rows are only added; the sealer then gives each its number and chains it by hash. What may have to be
-- erased one day (address, target_name, detail) is bound into the chain through personal_hash alone, which is salted:
-- the chain stays whole without it. Hashes and salt are lower-case hexadecimal.
CREATE TABLE audit (
    id TEXT NOT NULL PRIMARY KEY,
    number BIGINT,
    hash TEXT,
    at_ms BIGINT NOT NULL,
    action TEXT NOT NULL,
    times BIGINT NOT NULL CHECK (times >= 1),
    person_id TEXT,
    target_kind TEXT,
    target_id TEXT,
    address TEXT,
    target_name TEXT,
    detail TEXT,
    salt TEXT,
    personal_hash TEXT NOT NULL
);
CREATE UNIQUE INDEX audit_number ON audit (number);
CREATE INDEX audit_unsealed ON audit (at_ms, id) WHERE number IS NULL;
CREATE INDEX audit_by_time ON audit (at_ms, id);
CREATE INDEX audit_by_action ON audit (action, at_ms, id);
CREATE INDEX audit_by_person ON audit (person_id, at_ms, id);

-- The last sealed row, once: a tail that was cut off is missed here.
CREATE TABLE audit_head (
    one BIGINT NOT NULL PRIMARY KEY CHECK (one = 1),
    number BIGINT NOT NULL,
    hash TEXT NOT NULL
);
INSERT INTO audit_head (one, number, hash)
VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');
