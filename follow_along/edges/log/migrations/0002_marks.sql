-- A run, or one stop in it, marked as not to be counted, or as counted after all. Nothing is erased:
-- for each run and each stop the mark made last holds (the latest at_utc, and of two at the same
-- millisecond the one that counts).
CREATE TABLE marks (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES runs (id),
    block INTEGER REFERENCES blocks (id),  -- NULL: the whole run
    interruption INTEGER,                  -- the number of the stop in the block
    counted INTEGER NOT NULL CHECK (counted IN (0, 1)),
    at_utc TEXT NOT NULL CHECK (at_utc GLOB '????-??-??T??:??:??.???Z'),
    at_offset_min INTEGER NOT NULL CHECK (at_offset_min BETWEEN -1439 AND 1439),
    FOREIGN KEY (block, interruption) REFERENCES interruptions (block, number),
    CHECK ((block IS NULL) = (interruption IS NULL))
);

-- The same mark is there once, however often it is imported. NULLs alone would not be the same.
CREATE UNIQUE INDEX marks_once ON marks (
    run, ifnull(block, 0), ifnull(interruption, 0), at_utc, at_offset_min, counted
);

CREATE INDEX runs_by_time ON runs (began_utc);
