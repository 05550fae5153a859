-- Distributions get terms, assignments and states; registrations get a version, attempts and an end of access.
ALTER TABLE distribution ADD COLUMN opens_ms BIGINT NOT NULL DEFAULT 0;      -- times: 0 = none
ALTER TABLE distribution ADD COLUMN closes_ms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE distribution ADD COLUMN due_ms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE distribution ADD COLUMN attempts_max BIGINT NOT NULL DEFAULT 0 CHECK (attempts_max BETWEEN 0 AND 100);
ALTER TABLE distribution ADD COLUMN pass_percent BIGINT NOT NULL DEFAULT 0 CHECK (pass_percent BETWEEN 0 AND 100);
ALTER TABLE distribution ADD COLUMN message TEXT NOT NULL DEFAULT '';
ALTER TABLE distribution ADD COLUMN notify BIGINT NOT NULL DEFAULT 0 CHECK (notify IN (0, 1));
ALTER TABLE distribution ADD COLUMN created_by TEXT;                         -- NULL: the program
ALTER TABLE distribution ADD COLUMN suspended_ms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE distribution ADD COLUMN suspend_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE distribution ADD COLUMN archived_ms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE distribution ADD COLUMN version BIGINT NOT NULL DEFAULT 1;

-- Who made one stood in the access log only.
UPDATE distribution SET created_by = (SELECT MIN(a.person_id) FROM audit a
                                      WHERE a.action = 'distribution.created' AND a.target_id = distribution.id);

-- Whom it names. The registrations follow from these.
CREATE TABLE distribution_person (
    distribution_id TEXT NOT NULL REFERENCES distribution (id) ON DELETE CASCADE,
    person_id       TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    PRIMARY KEY (distribution_id, person_id)
);

CREATE TABLE distribution_group (
    distribution_id TEXT NOT NULL REFERENCES distribution (id) ON DELETE CASCADE,
    group_id        TEXT NOT NULL REFERENCES person_group (id) ON DELETE CASCADE, -- one deleted for good means nobody
    PRIMARY KEY (distribution_id, group_id)
);

CREATE INDEX distribution_group_by_group ON distribution_group (group_id);

-- NULL only because neither engine adds a reference that is not; every row has one.
ALTER TABLE registration ADD COLUMN module_version_id TEXT REFERENCES module_version (id);
ALTER TABLE registration ADD COLUMN attempt BIGINT NOT NULL DEFAULT 1 CHECK (attempt >= 1);
ALTER TABLE registration ADD COLUMN started_ms BIGINT NOT NULL DEFAULT 0;    -- times: 0 = not yet
ALTER TABLE registration ADD COLUMN finished_ms BIGINT NOT NULL DEFAULT 0;   -- of this attempt
ALTER TABLE registration ADD COLUMN withdrawn_ms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE registration ADD COLUMN told_ms BIGINT NOT NULL DEFAULT 0;       -- of the distribution; or not to be told
ALTER TABLE registration ADD COLUMN reminded_ms BIGINT NOT NULL DEFAULT 0;   -- of the due date

-- Those who are registered already: named one by one, told by whoever registered them, on the version of that day.
INSERT INTO distribution_person (distribution_id, person_id) SELECT distribution_id, person_id FROM registration;

UPDATE registration
SET module_version_id = (SELECT d.module_version_id FROM distribution d WHERE d.id = registration.distribution_id),
    started_ms = COALESCE((SELECT MIN(l.created_ms) FROM play_launch l WHERE l.registration_id = registration.id), 0),
    told_ms = created_ms;

CREATE INDEX registration_untold ON registration (distribution_id, id) WHERE told_ms = 0 AND withdrawn_ms = 0;
