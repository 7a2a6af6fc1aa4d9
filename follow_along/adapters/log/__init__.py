"""The log of runs: a SQLite file, written as things happen."""
