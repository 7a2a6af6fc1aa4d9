"""Changing what the log says of past runs."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from follow_along.adapters.log import database
from follow_along.adapters.log.errors import WRITING_ERRORS, LogError, clause
from follow_along.core.text import visible


@contextmanager
def changing(path: Path, what: str) -> Iterator[sqlite3.Connection]:
    """Open the log at `path` to change it; a missing log is not made.

    Raises LogError with one sentence, that `what` was not saved, when the log cannot be used or
    the block raises a LogError with a clause.
    """
    try:
        if not path.exists():
            raise LogError("is not there")
        with closing(database.open_for_writing(path)) as connection:
            yield connection
    except WRITING_ERRORS as error:
        raise LogError(
            visible(f"The {what} was not saved: the log {path} {clause(error)}.")
        ) from error
