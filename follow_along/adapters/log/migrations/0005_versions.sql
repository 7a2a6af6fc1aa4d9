-- The round of a block in its group, and the version in which it was done. Blocks of logs from before are
-- in the first round, as written.
ALTER TABLE blocks ADD COLUMN round INTEGER NOT NULL DEFAULT 1
    CHECK (typeof(round) = 'integer' AND round >= 1);
ALTER TABLE blocks ADD COLUMN version TEXT NOT NULL DEFAULT 'written'
    CHECK (version IN ('easier', 'written', 'harder'));

-- Only the same version is compared, so the totals are kept apart; all weeks are added up anew.
DROP TABLE week_totals;
DROP TABLE summed_weeks;

CREATE TABLE summed_weeks (
    week INTEGER PRIMARY KEY               -- as in run_weeks
);

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
    place INTEGER NOT NULL,                -- the lowest place in a session, by which rows are ordered
    version TEXT NOT NULL
);
