"""Ways to make a log fail, and to see the result."""

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
    """The files in a folder that wait to be imported."""
    return sorted(folder.glob("*.jsonl"))


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Another program holds the log, and no test waits for it."""
    with pytest.MonkeyPatch.context() as patch, closing(sqlite3.connect(path)) as other:
        patch.setattr(database, "WAIT_S", 0.0)
        other.execute("BEGIN IMMEDIATE")
        yield


def after_a_death(path: Path, elsewhere: Path, number: int = 2) -> Path:
    """The file of a program that could not write its run and was killed."""
    a_log(path)
    writer = LogWriter(path, elsewhere=elsewhere)
    with held(path):
        write_run(writer, number)
    (file,) = kept(path.parent)
    return file


def import_spool(path: Path, elsewhere: Path) -> list[str]:
    """The notices of the next program, which imports what waits."""
    writer = LogWriter(path, elsewhere=elsewhere)
    writer.import_spool()
    writer.close()
    return notices(writer)
