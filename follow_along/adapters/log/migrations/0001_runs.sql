-- Times are UTC as ISO 8601 text with milliseconds ("2026-03-07T06:30:00.000Z"), so that they sort;
-- beside each stands the local offset of that moment in minutes. Durations are whole milliseconds.
-- The checks name types because SQLite 3.34, which some builds of Python 3.11 stand on, has no
-- STRICT tables.

CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE CHECK (typeof(uuid) = 'text'),       -- the same on every machine
    session TEXT NOT NULL CHECK (typeof(session) = 'text'),        -- file name without the ending
    title TEXT NOT NULL CHECK (typeof(title) = 'text'),
    programme TEXT NOT NULL CHECK (typeof(programme) = 'text'),    -- '' when it belongs to none
    week INTEGER CHECK (typeof(week) IN ('integer', 'null')),      -- of the programme
    first_side TEXT NOT NULL CHECK (first_side IN ('left', 'right')),
    began_utc TEXT NOT NULL CHECK (began_utc GLOB '????-??-??T??:??:??.???Z'),
    began_offset_min INTEGER NOT NULL CHECK (began_offset_min BETWEEN -1439 AND 1439),
    ended_utc TEXT CHECK (ended_utc GLOB '????-??-??T??:??:??.???Z'),  -- NULL while open
    ended_offset_min INTEGER CHECK (ended_offset_min BETWEEN -1439 AND 1439),
    outcome TEXT CHECK (outcome IN ('done', 'left')),              -- NULL while open
    entries INTEGER NOT NULL CHECK (entries >= 0),                 -- how many happenings are in it
    CHECK ((outcome IS NULL) = (ended_utc IS NULL)),
    CHECK ((ended_utc IS NULL) = (ended_offset_min IS NULL))
);

CREATE INDEX runs_by_session ON runs (session, began_utc);

-- One row for each attempt at a block of work, and for each block that was passed over.
CREATE TABLE blocks (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES runs (id),
    row INTEGER NOT NULL CHECK (typeof(row) = 'integer' AND row >= 1),
    place INTEGER NOT NULL CHECK (typeof(place) = 'integer' AND place >= 0),  -- in the session
    exercise TEXT NOT NULL CHECK (typeof(exercise) = 'text'),      -- the exercise's id
    name TEXT NOT NULL CHECK (typeof(name) = 'text'),
    kind TEXT NOT NULL CHECK (kind IN ('balance', 'strength', 'mobility', 'foot')),
    side TEXT NOT NULL CHECK (side IN ('left', 'right', 'both')),
    set_number INTEGER NOT NULL CHECK (typeof(set_number) = 'integer' AND set_number >= 1),
    planned_ms INTEGER                                             -- NULL: it waits for the key
        CHECK (planned_ms IS NULL OR (typeof(planned_ms) = 'integer' AND planned_ms >= 0)),
    began_utc TEXT NOT NULL CHECK (began_utc GLOB '????-??-??T??:??:??.???Z'),
    began_offset_min INTEGER NOT NULL CHECK (began_offset_min BETWEEN -1439 AND 1439),
    ended_utc TEXT CHECK (ended_utc GLOB '????-??-??T??:??:??.???Z'),  -- NULL while open
    ended_offset_min INTEGER CHECK (ended_offset_min BETWEEN -1439 AND 1439),
    steady_ms INTEGER                                              -- stops left out; NULL while open
        CHECK (steady_ms IS NULL OR (typeof(steady_ms) = 'integer' AND steady_ms >= 0)),
    outcome TEXT CHECK (outcome IN ('done', 'cut', 'restarted', 'skipped')),  -- NULL while open
    UNIQUE (run, row),
    CHECK ((outcome IS NULL) = (ended_utc IS NULL)),
    CHECK ((outcome IS NULL) = (steady_ms IS NULL)),
    CHECK ((ended_utc IS NULL) = (ended_offset_min IS NULL))
);

CREATE TABLE interruptions (
    id INTEGER PRIMARY KEY,
    block INTEGER NOT NULL REFERENCES blocks (id),
    number INTEGER NOT NULL CHECK (typeof(number) = 'integer' AND number >= 1),  -- in its block
    kind TEXT NOT NULL CHECK (kind IN ('wobble', 'touch', 'break', 'sleep')),
    offset_ms INTEGER NOT NULL                                     -- of steady work into the block
        CHECK (typeof(offset_ms) = 'integer' AND offset_ms >= 0),
    counted INTEGER NOT NULL CHECK (counted IN (0, 1)),            -- as pressed; see corrections
    began_utc TEXT NOT NULL CHECK (began_utc GLOB '????-??-??T??:??:??.???Z'),
    began_offset_min INTEGER NOT NULL CHECK (began_offset_min BETWEEN -1439 AND 1439),
    ended_utc TEXT CHECK (ended_utc GLOB '????-??-??T??:??:??.???Z'),  -- NULL while open
    ended_offset_min INTEGER CHECK (ended_offset_min BETWEEN -1439 AND 1439),
    lasted_ms INTEGER                      -- by the run's clock; NULL while open or where unknown
        CHECK (lasted_ms IS NULL OR (typeof(lasted_ms) = 'integer' AND lasted_ms >= 0)),
    UNIQUE (block, number),
    CHECK ((ended_utc IS NULL) = (ended_offset_min IS NULL)),
    CHECK (lasted_ms IS NULL OR ended_utc IS NOT NULL)
);

-- What changed a count afterwards. A block's count is the sum of `counted` over its interruptions
-- and of `delta` over its corrections.
CREATE TABLE corrections (
    id INTEGER PRIMARY KEY,
    block INTEGER NOT NULL REFERENCES blocks (id),
    interruption INTEGER,                  -- the number of the one undone; NULL: by hand
    delta INTEGER NOT NULL CHECK (delta IN (-1, 0, 1)),  -- 0: undone, but it had not counted
    at_utc TEXT NOT NULL CHECK (at_utc GLOB '????-??-??T??:??:??.???Z'),
    at_offset_min INTEGER NOT NULL CHECK (at_offset_min BETWEEN -1439 AND 1439),
    UNIQUE (block, interruption),
    FOREIGN KEY (block, interruption) REFERENCES interruptions (block, number),
    CHECK (interruption IS NULL OR delta <= 0)
);
