"""Transactions of the log."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def transaction(
    connection: sqlite3.Connection, lock: str = "IMMEDIATE"
) -> Iterator[sqlite3.Connection]:
    """Everything within, or nothing of it. `lock` says when the lock to write is taken.

    `IMMEDIATE`: at the start. `DEFERRED`: by the first statement that writes, which raises
    sqlite3.OperationalError if another program has written since the first that read.
    """
    connection.execute(f"BEGIN {lock}")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
