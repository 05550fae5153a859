-- Film time is kept to the millisecond, as the stretches tell it, and no longer taken from whole seconds. Everything is
-- counted again from the statements.
DROP TABLE measure_launch;

-- One opening of the player: the film time that it claimed, and the second that it left unfinished.
CREATE TABLE measure_launch (
    launch_id     TEXT   NOT NULL,
    grain_id      TEXT   NOT NULL,
    exact_ms      BIGINT NOT NULL, -- in reports
    pending_ms    BIGINT NOT NULL, -- told by paused since the last report
    pending_day   BIGINT NOT NULL, -- whose row it is in
    tail_start_ms BIGINT NOT NULL,
    tail_end_ms   BIGINT NOT NULL,
    tail_counted  BIGINT NOT NULL CHECK (tail_counted IN (0, 1)),
    PRIMARY KEY (launch_id, grain_id)
);

DELETE FROM measure_module;
DELETE FROM measure_watch;
DELETE FROM measure_target;
DELETE FROM measure_answer;
DELETE FROM measure_attempt;
UPDATE measure_cursor SET position = 0;
