-- A run, or one stop in it, marked as not to be counted, or as counted after all. Nothing is erased:
-- of the marks on a run or a stop, the one made last holds.
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

-- What is not counted as the marks stand: a run (block is NULL) or a stop. Of two marks made in the
-- same millisecond, on two machines, the one that counts holds.
CREATE VIEW left_out AS
    SELECT DISTINCT run, block, interruption FROM marks
    WHERE counted = 0 AND NOT EXISTS (
        SELECT 1 FROM marks AS later
        WHERE later.run = marks.run AND later.block IS marks.block
            AND later.interruption IS marks.interruption
            AND (later.at_utc, later.counted) > (marks.at_utc, marks.counted)
    );

CREATE INDEX runs_by_time ON runs (began_utc);
