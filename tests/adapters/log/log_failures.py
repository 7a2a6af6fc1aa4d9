"""Makes a log fail, and reads the results."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from follow_along.adapters.log import database
from follow_along.adapters.log.writer import LogWriter
from tests.adapters.log.log_events import a_log, write_run


def notices(writer: LogWriter) -> list[str]:
    """The notices of the writer, each once."""
    return list(iter(writer.notice, None))


def kept(folder: Path) -> list[Path]:
    """The spool files in a folder that are not imported yet."""
    return sorted(folder.glob("*.jsonl"))


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Lock the log as another program would, and do not wait for the lock."""
    with pytest.MonkeyPatch.context() as patch, closing(sqlite3.connect(path)) as other:
        patch.setattr(database, "WAIT_S", 0.0)
        other.execute("BEGIN IMMEDIATE")
        yield


def spool_of_a_killed_program(path: Path, elsewhere: Path, number: int = 2) -> Path:
    """The spool file of a program that was killed while the log was locked."""
    a_log(path)
    writer = LogWriter(path, elsewhere=elsewhere)
    with held(path):
        write_run(writer, number)
    (file,) = kept(path.parent)
    return file


def import_spool(path: Path, elsewhere: Path) -> list[str]:
    """Import the spool files as the next program does; return its notices."""
    writer = LogWriter(path, elsewhere=elsewhere)
    writer.import_spool()
    writer.close()
    return notices(writer)
