"""Hostile imports and logs are refused with a sentence, or read and shown as visible text."""

import io
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from follow_along.adapters.log.errors import LogError
from follow_along.adapters.log.export import export_lines
from follow_along.adapters.log.import_file import ImportFileError, import_stream
from follow_along.adapters.log.import_runs import RunImport
from follow_along.adapters.log.reader import LogReader
from follow_along.cli import main
from follow_along.ui.screens.run import list_items
from tests.adapters.log.log_events import a_log
from tests.hostile_text import HALF, HOSTILE_TEXTS, shown_only

COMMANDS = [
    ("log",),
    ("history", "--weeks", "all"),
    ("history", "--weeks", "all", "--format", "csv"),
    ("history", "--weeks", "all", "--format", "json"),
    ("list",),
    ("export", "-"),
]

strange: st.SearchStrategy[Any] = st.sampled_from(
    [
        *(None, True, 0, -1, 1, 2**31, 2**40, 2**63, 10**400, 0.5, 1e308, "", [], {}),
        *("0001-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z", "1970-01-01T00:00:00.000Z"),
        *("2999-12-31T23:59:59.999Z", "2026-03-07T06:30:00.000Z", "done", "left", "x" * 256),
        *HOSTILE_TEXTS,
        HALF,
    ]
) | st.text(max_size=20)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home directory."""
    for name in ("DATA", "CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def log_of(home: Path) -> Path:
    """The path of the log in this home."""
    return home / "data" / "follow-along" / "log.db"


def lines_shown(log: Path) -> Iterator[str]:
    """Every line of a log that a command or the screen of a run shows."""
    for arguments in COMMANDS:
        result = CliRunner().invoke(main, list(arguments))
        assert result.exception is None or isinstance(result.exception, SystemExit)
        yield from result.output.replace("\t", " ").splitlines()
    for run in LogReader(log).runs():
        yield run.title
        for item in list_items(run, 70):
            yield from item.text.plain.split("\n")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_import_is_refused_with_a_sentence_or_shown_as_visible_text(
    home: Path, data: st.DataObject
) -> None:
    """Any value at any place of a line; an import that is accepted can be read."""
    log = log_of(home)
    a_log(home / "other.db")
    lines = [json.loads(line) for line in export_lines(home / "other.db")]
    for _ in range(data.draw(st.integers(1, 3))):
        line = data.draw(st.sampled_from(lines[1:]))
        line[data.draw(st.sampled_from(sorted(line)))] = data.draw(strange)
    content = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
    log.unlink(missing_ok=True)
    try:
        with RunImport() as incoming:
            import_stream(io.BytesIO(content), incoming, "the file")
            incoming.merge_into(log)
        lines = list(lines_shown(log))
    except ImportFileError as error:
        lines = [str(error)]
    assert all(map(shown_only, lines))
    assert max(map(len, lines)) < 2_000


@pytest.mark.parametrize(
    "nasty", [*HOSTILE_TEXTS, "x" * 100_000], ids=range(len(HOSTILE_TEXTS) + 1)
)
def test_text_that_another_program_wrote_is_shown_as_visible_text(home: Path, nasty: str) -> None:
    """Every text, in every command and on the screen of a run."""
    log = log_of(home)
    a_log(log)
    with closing(sqlite3.connect(log)) as connection:
        connection.execute("UPDATE runs SET title = ?, session = ?, programme = ?", (nasty,) * 3)
        connection.execute("UPDATE blocks SET name = ?, exercise = ?", (nasty, nasty))
        connection.commit()
    lines = list(lines_shown(log))
    assert all(map(shown_only, lines))
    assert max(map(len, lines)) < 2_000
    assert len(lines) > 10


@pytest.mark.parametrize("text", [b"\xff\xfe", b"\xed\xa0\x80", b"\xf0\x9f"])
def test_invalid_text_is_shown_with_replacement_characters(home: Path, text: bytes) -> None:
    """Bytes that are not UTF-8 do not keep the rest of the log from being shown."""
    log = log_of(home)
    a_log(log)
    with closing(sqlite3.connect(log)) as connection:
        connection.execute("UPDATE blocks SET name = CAST(? AS TEXT)", (text,))
        connection.commit()
    assert any("\ufffd" in line for line in lines_shown(log))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE runs SET began_utc = '0001-01-01T00:00:00.000Z', began_offset_min = -1439",
        "UPDATE runs SET began_utc = '9999-12-31T23:59:59.999Z', began_offset_min = 1439",
        "UPDATE runs SET began_utc = 'yesterday'",
        "UPDATE runs SET began_offset_min = 9000000000",
        "UPDATE blocks SET steady_ms = 9223372036854775807, planned_ms = 9223372036854775807",
        "UPDATE blocks SET side = 'up', kind = 'dance'",
        "UPDATE interruptions SET offset_ms = -9223372036854775808",
    ],
)
def test_impossible_numbers_are_read_or_refused_with_a_sentence(home: Path, change: str) -> None:
    """There is no traceback."""
    log = log_of(home)
    a_log(log)
    with closing(sqlite3.connect(log)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(change)
        connection.commit()
    try:
        lines = list(lines_shown(log))
    except LogError as error:
        lines = [str(error)]
    assert all(map(shown_only, lines))
