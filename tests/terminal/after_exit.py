"""A short session, and checks on what the program leaves: log, terminal, processes."""

import sqlite3
from contextlib import closing
from pathlib import Path

from follow_along.core.run.key_repeat import COOLDOWN_S
from follow_along.ui.screens.done import EARLY_S
from tests.terminal.terminal import Terminal
from tests.terminal.terminal_modes import left_changed, turned_on


def a_session(home: Path, *, work: str = "60s", sides: str = "both") -> str:
    """Write a session of one exercise without lead-in or count-in; returns its path."""
    file = home / "short.yaml"
    file.write_text(
        "title: Short and real\nget_ready: 0s\nsettle: 0s\nfirst_side: left\nexercises:\n"
        f"  - name: Stand\n    kind: balance\n    sides: {sides}\n    work: {work}\n"
    )
    return str(file)


def begin(terminal: Terminal) -> None:
    """Begin the run, and let the key rest so that it is taken for a press the next time."""
    terminal.wait_for("Space  begin")
    terminal.press(" ")
    terminal.wait_for("lost balance")
    rest(terminal)


def rest(terminal: Terminal) -> None:
    """Wait until a key, whose effect is on the screen, is no longer taken for one held down."""
    terminal.read(COOLDOWN_S + 0.1)


def close_summary(terminal: Terminal) -> int:
    """Leave the summary, once it takes keys, by Q; returns the exit status."""
    terminal.read(EARLY_S + 0.1)
    terminal.press("q")
    return terminal.wait_for_end()


def select(home: Path, query: str) -> list[tuple[object, ...]]:
    """The rows of a query on the log of `home`."""
    path = home / "data" / "follow-along" / "log.db"
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as log:
        return log.execute(query).fetchall()


def is_begun(home: Path) -> bool:
    """Whether there is a log with a run in it."""
    try:
        return select(home, "SELECT count(*) FROM blocks") != [(0,)]
    except sqlite3.OperationalError:
        # No file, or one in which nothing is yet.
        return False


def count_in_log(home: Path) -> int:
    """Losses of balance in the log, after undone and corrected ones."""
    if not is_begun(home):
        return 0
    ((count,),) = select(
        home,
        "SELECT (SELECT COALESCE(SUM(counted), 0) FROM interruptions)"
        " + (SELECT COALESCE(SUM(delta), 0) FROM corrections)",
    )
    assert isinstance(count, int)
    return count


def assert_complete(home: Path, outcome: str = "left", block: str = "cut") -> None:
    """The log has one run with one block, and nothing in it is open."""
    assert select(home, "PRAGMA integrity_check") == [("ok",)]
    assert select(home, "SELECT outcome FROM runs WHERE ended_utc IS NOT NULL") == [(outcome,)]
    assert select(home, "SELECT outcome FROM blocks WHERE ended_utc IS NOT NULL") == [(block,)]
    assert select(home, "SELECT count(*) FROM interruptions WHERE ended_utc IS NULL") == [(0,)]


def assert_restored(terminal: Terminal) -> None:
    """The terminal has its settings back, and every mode that was turned on is off."""
    assert terminal.settings() == terminal.settings_before
    assert {"1049", "25", "1000", "2004"} <= turned_on(terminal.output)
    assert left_changed(terminal.output) == set()


def processes(home: Path) -> list[str]:
    """The processes whose HOME is `home`: none when the program has ended (Linux)."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if f"HOME={home}\0".encode() in (process / "environ").read_bytes():
                found.append((process / "cmdline").read_bytes().decode())
        except OSError:
            continue
    return found
