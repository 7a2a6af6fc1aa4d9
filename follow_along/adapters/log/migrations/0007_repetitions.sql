-- How many repetitions a block was written with, and how many were really done where the person said so.
-- Blocks of logs from before have neither.
ALTER TABLE blocks ADD COLUMN reps INTEGER DEFAULT NULL
    CHECK (reps IS NULL OR (typeof(reps) = 'integer' AND reps >= 1));
ALTER TABLE blocks ADD COLUMN reps_done INTEGER DEFAULT NULL
    CHECK (reps_done IS NULL OR (typeof(reps_done) = 'integer' AND reps_done >= 0));
