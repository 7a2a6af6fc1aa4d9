-- How a run was, as the person said afterwards: a row for each answer. Nothing is erased: of the answers to
-- a question on a run, the one with the highest revision holds. Without a score and a note it is no answer:
-- one that was taken back, or a question that was skipped and is not asked again.
CREATE TABLE ratings (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    question TEXT NOT NULL
        CHECK (question IN ('felt_steady', 'effort', 'pain', 'note', 'morning_pain')),
    revision INTEGER NOT NULL CHECK (typeof(revision) = 'integer' AND revision >= 1),
    score INTEGER CHECK (typeof(score) IN ('integer', 'null')),
    note TEXT CHECK (typeof(note) IN ('text', 'null') AND note <> ''),
    at_utc TEXT NOT NULL CHECK (at_utc GLOB '????-??-??T??:??:??.???Z'),
    at_offset_min INTEGER NOT NULL CHECK (at_offset_min BETWEEN -1439 AND 1439),
    CHECK (CASE question WHEN 'note' THEN score IS NULL
                         WHEN 'felt_steady' THEN note IS NULL AND score BETWEEN 1 AND 5
                         ELSE note IS NULL AND score BETWEEN 0 AND 10 END)
);

-- The same answer is there once, however often it is imported. NULLs alone would not be the same.
CREATE UNIQUE INDEX ratings_once ON ratings (
    run, question, revision, at_utc, at_offset_min, ifnull(score, -1), ifnull(note, '')
);

-- The answers that hold. Of two with the same revision, given on two machines, the later one does.
CREATE VIEW answers AS
    SELECT run, question, score, note FROM ratings
    WHERE NOT EXISTS (
        SELECT 1 FROM ratings AS later
        WHERE later.run = ratings.run AND later.question = ratings.question
            AND (later.revision, later.at_utc, later.at_offset_min,
                 ifnull(later.score, -1), ifnull(later.note, ''))
              > (ratings.revision, ratings.at_utc, ratings.at_offset_min,
                 ifnull(ratings.score, -1), ifnull(ratings.note, ''))
    );
