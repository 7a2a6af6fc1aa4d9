"""The log, or the folder beside it, does not answer: no call waits, and nothing is lost."""

import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from follow_along.adapters.deadline import DeadlineThread
from follow_along.adapters.log import database, spool
from follow_along.adapters.log.writer import LogWriter
from tests.adapters.log.log_events import (
    a_header,
    a_log,
    a_short_run,
    assert_logged,
    the_run,
    write_run,
)
from tests.adapters.log.log_failures import import_spool, kept, notices
from tests.conftest import PATIENCE_S


class Hang:
    """Functions that do not return until it is over, and the threads that wait for them."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._patch = patch
        self._gate = threading.Event()
        self._threads: list[DeadlineThread] = []

    def holds_up(self, module: object, name: str, thread: DeadlineThread) -> None:
        """Let a function of a module wait; `thread`, which calls it, has no patience."""
        function = getattr(module, name)

        def waiting(*arguments: Any, **options: Any) -> Any:
            self._gate.wait(PATIENCE_S)
            return function(*arguments, **options)

        self._patch.setattr(module, name, waiting)
        self._threads.append(thread)
        thread._wait_s = 0.0

    def end(self) -> None:
        """Let the functions return, and wait until they have."""
        self._gate.set()
        for thread in self._threads:
            thread._wait_s = PATIENCE_S
            late = thread._last
            assert late is None or late.returned.wait(PATIENCE_S)


@pytest.fixture
def hang(monkeypatch: pytest.MonkeyPatch) -> Hang:
    """Nothing hangs until it is told to."""
    return Hang(monkeypatch)


@pytest.mark.parametrize("hangs_from", range(len(a_short_run())))
@pytest.mark.parametrize("for_calls", [1, 2, 4, 7])
def test_a_log_that_answers_again_gets_everything_once(
    path: Path, elsewhere: Path, hang: Hang, hangs_from: int, for_calls: int
) -> None:
    """The late call itself may have succeeded; the events are in a file meanwhile."""
    a_log(path)
    batches = a_short_run()
    with closing(LogWriter(path, elsewhere=elsewhere)) as writer:
        writer.begin(a_header(2))
        for number, batch in enumerate(batches):
            if number == hangs_from:
                hang.holds_up(database, "open_for_writing", writer._thread)
                writer._open_log.reopens = True
            writer.write(batch)
            if hangs_from <= number < hangs_from + for_calls - 1:
                (file,) = kept(path.parent)
                assert str(file) in writer._storage
            if number == hangs_from + for_calls - 1:
                hang.end()
        hang.end()
    sentences = notices(writer)
    assert len(sentences) <= 1
    assert all("does not answer" in sentence for sentence in sentences)
    assert import_spool(path, elsewhere) == []
    assert_logged(the_run(path, 2), batches)
    assert kept(path.parent) == []


def test_a_disk_that_is_slow_once_is_no_news(path: Path, elsewhere: Path, hang: Hang) -> None:
    """Everything is in the log, and nobody is disturbed."""
    with closing(LogWriter(path, elsewhere=elsewhere)) as writer:
        hang.holds_up(database, "open_for_writing", writer._thread)
        first, *batches = a_short_run()
        writer.begin(a_header())
        writer.write(first)
        hang.end()
        for batch in batches:
            writer.write(batch)
    assert notices(writer) == []
    assert_logged(the_run(path), a_short_run())


def test_a_log_that_never_answers_is_said_and_the_program_ends(
    path: Path, elsewhere: Path, hang: Hang
) -> None:
    """The next program imports the file."""
    # The call that is late would create it, before or after the first file is written.
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(LogWriter(path, elsewhere=elsewhere)) as writer:
        hang.holds_up(database, "open_for_writing", writer._thread)
        write_run(writer)
    (file,) = kept(path.parent)
    (notice,) = notices(writer)
    assert notice == (
        f"The log {path} does not answer (its disk or its network may hang):"
        f" stops are kept in {file} until it can be written again."
    )
    hang.end()
    # The late call has opened the log after the writer had given up closing it.
    writer.close()
    assert import_spool(path, elsewhere) == []
    assert_logged(the_run(path), a_short_run())


def test_a_folder_that_does_not_answer_either_sends_the_stops_to_the_temporary_one(
    path: Path, elsewhere: Path, hang: Hang
) -> None:
    """A network that hangs holds up every file on it."""
    with closing(LogWriter(path, elsewhere=elsewhere)) as writer:
        hang.holds_up(database, "open_for_writing", writer._thread)
        beside, temporary = writer._spool._threads.values()
        begin = spool._begin

        def begins(folder: Path, *arguments: Any) -> Path:
            return (begin if folder == elsewhere else spool.stuck_begin)(folder, *arguments)  # type: ignore[attr-defined]

        hang._patch.setattr(spool, "stuck_begin", begin, raising=False)
        hang.holds_up(spool, "stuck_begin", beside)
        hang._patch.setattr(spool, "_begin", begins)
        write_run(writer)
        assert temporary._wait_s == PATIENCE_S
    (file,) = kept(elsewhere)
    assert str(file) in notices(writer)[0]
    hang.end()
    # The late call has opened the log after the writer had given up closing it.
    writer.close()
    assert import_spool(path, elsewhere) == []
    assert_logged(the_run(path), a_short_run())
