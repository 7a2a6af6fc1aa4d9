"""Catching up: the log takes in what earlier programs, or this one, could not write to it."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from follow_along.adapters.log import database, statements
from follow_along.adapters.log.errors import ENTRY_ERRORS, LogError
from follow_along.adapters.log.spool import Spool, mark_taken
from follow_along.adapters.log.statements import Entry


def catch_up(
    connection: sqlite3.Connection,
    unwritten: Spool,
    refused: Callable[[Path, Exception], None],
) -> None:
    """Take in the files that wait, each as a whole; one that cannot be is `refused` and left.

    sqlite3.OperationalError and its like when the fault is the log's and not a file's.
    """
    found: list[tuple[int, Path, list[Entry], int]] = []
    for path in unwritten.waiting():
        try:
            read, size = unwritten.read(path)
        except (LogError, OSError) as error:
            refused(path, error)
        else:
            if read:
                found.append((read[0].number, path, read, size))
    # A run's later entries may be in another file than its first ones.
    for _, path, read, size in sorted(found, key=lambda file: file[0]):
        try:
            with database.transaction(connection):
                statements.take_in(connection, read)
            # One that grew meanwhile is taken in again; what the log holds is passed over.
            if path.stat().st_size == size:
                mark_taken(path)
        except ENTRY_ERRORS as error:
            refused(path, error)
