-- Who may watch which frozen version of a module.
CREATE TABLE distribution (
    id                TEXT   NOT NULL PRIMARY KEY,
    module_id         TEXT   NOT NULL REFERENCES module (id),
    module_version_id TEXT   NOT NULL REFERENCES module_version (id),
    created_ms        BIGINT NOT NULL
);

CREATE INDEX distribution_by_creation ON distribution (created_ms, id);
CREATE INDEX distribution_by_module ON distribution (module_id);

-- One person in one distribution, for ever.
CREATE TABLE registration (
    id              TEXT   NOT NULL PRIMARY KEY,
    distribution_id TEXT   NOT NULL REFERENCES distribution (id),
    person_id       TEXT   NOT NULL REFERENCES person (id),
    created_ms      BIGINT NOT NULL,
    UNIQUE (distribution_id, person_id)
);

CREATE INDEX registration_by_person ON registration (person_id, id);
