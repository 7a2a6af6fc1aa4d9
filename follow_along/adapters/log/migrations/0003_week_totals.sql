-- The totals of each week, so that ten years are not added up again whenever they are shown. They can
-- always be computed from the other tables, and hold only for the weeks listed in `summed_weeks`: each
-- change of a run takes its week off that list (the triggers below). Rows of other weeks are ignored.

CREATE TABLE summed_weeks (
    week INTEGER PRIMARY KEY               -- as in run_weeks
);

-- One row for each exercise, side and planned length, in each week and week of a programme.
CREATE TABLE week_totals (
    week INTEGER NOT NULL,
    programme TEXT NOT NULL,               -- '' when the session belongs to none
    programme_week INTEGER,
    exercise TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    side TEXT NOT NULL,
    planned_ms INTEGER,
    count INTEGER NOT NULL,                -- losses of balance
    steady_ms INTEGER NOT NULL,
    off_ms INTEGER NOT NULL,               -- how long the losses of balance took
    longest_ms INTEGER NOT NULL,           -- the longest unbroken stretch
    place INTEGER NOT NULL                 -- the lowest place in a session, by which rows are ordered
);

-- The ISO week in which each run began, in local time: 0 is the week of 1 January 1970, a Thursday, which
-- is why 3 days are added. 103,000 weeks more keep the division positive, because it rounds towards 0.
-- The limits are the first and last week of the years 1 to 9999.
CREATE VIEW run_weeks AS
    SELECT id AS run,
           min(max((strftime('%s', began_utc) + began_offset_min * 60 + 3 * 86400 + 103000 * 604800)
                   / 604800 - 103000, -102737), 418985) AS week
    FROM runs;

CREATE VIEW block_weeks AS
    SELECT blocks.id AS block, week FROM blocks JOIN run_weeks ON run_weeks.run = blocks.run;

CREATE TRIGGER run_inserted AFTER INSERT ON runs BEGIN
    DELETE FROM summed_weeks WHERE week IN (SELECT week FROM run_weeks WHERE run = new.id);
END;
-- Before and after, for the week that a run leaves and the one that it moves to.
CREATE TRIGGER run_moved_from
    BEFORE UPDATE OF id, began_utc, began_offset_min, programme, week ON runs BEGIN
    DELETE FROM summed_weeks WHERE week IN (SELECT week FROM run_weeks WHERE run = old.id);
END;
CREATE TRIGGER run_moved_to
    AFTER UPDATE OF id, began_utc, began_offset_min, programme, week ON runs BEGIN
    DELETE FROM summed_weeks WHERE week IN (SELECT week FROM run_weeks WHERE run = new.id);
END;
CREATE TRIGGER run_deleted BEFORE DELETE ON runs BEGIN
    DELETE FROM summed_weeks WHERE week IN (SELECT week FROM run_weeks WHERE run = old.id);
END;

CREATE TRIGGER block_inserted AFTER INSERT ON blocks BEGIN
    DELETE FROM summed_weeks WHERE week IN (SELECT week FROM run_weeks WHERE run = new.run);
END;
CREATE TRIGGER block_updated AFTER UPDATE ON blocks BEGIN
    DELETE FROM summed_weeks
    WHERE week IN (SELECT week FROM run_weeks WHERE run IN (old.run, new.run));
END;
CREATE TRIGGER block_deleted AFTER DELETE ON blocks BEGIN
    DELETE FROM summed_weeks WHERE week IN (SELECT week FROM run_weeks WHERE run = old.run);
END;

CREATE TRIGGER interruption_inserted AFTER INSERT ON interruptions BEGIN
    DELETE FROM summed_weeks WHERE week IN (SELECT week FROM block_weeks WHERE block = new.block);
END;
CREATE TRIGGER interruption_updated AFTER UPDATE ON interruptions BEGIN
    DELETE FROM summed_weeks
    WHERE week IN (SELECT week FROM block_weeks WHERE block IN (old.block, new.block));
END;
CREATE TRIGGER interruption_deleted AFTER DELETE ON interruptions BEGIN
    DELETE FROM summed_weeks WHERE week IN (SELECT week FROM block_weeks WHERE block = old.block);
END;

CREATE TRIGGER correction_inserted AFTER INSERT ON corrections BEGIN
    DELETE FROM summed_weeks WHERE week IN (SELECT week FROM block_weeks WHERE block = new.block);
END;
CREATE TRIGGER correction_updated AFTER UPDATE ON corrections BEGIN
    DELETE FROM summed_weeks
    WHERE week IN (SELECT week FROM block_weeks WHERE block IN (old.block, new.block));
END;
CREATE TRIGGER correction_deleted AFTER DELETE ON corrections BEGIN
    DELETE FROM summed_weeks WHERE week IN (SELECT week FROM block_weeks WHERE block = old.block);
END;

CREATE TRIGGER mark_inserted AFTER INSERT ON marks BEGIN
    DELETE FROM summed_weeks WHERE week IN (SELECT week FROM run_weeks WHERE run = new.run);
    DELETE FROM summed_weeks WHERE week IN (SELECT week FROM block_weeks WHERE block = new.block);
END;
CREATE TRIGGER mark_updated AFTER UPDATE ON marks BEGIN
    DELETE FROM summed_weeks
    WHERE week IN (SELECT week FROM run_weeks WHERE run IN (old.run, new.run));
    DELETE FROM summed_weeks
    WHERE week IN (SELECT week FROM block_weeks WHERE block IN (old.block, new.block));
END;
CREATE TRIGGER mark_deleted AFTER DELETE ON marks BEGIN
    DELETE FROM summed_weeks WHERE week IN (SELECT week FROM run_weeks WHERE run = old.run);
    DELETE FROM summed_weeks WHERE week IN (SELECT week FROM block_weeks WHERE block = old.block);
END;
