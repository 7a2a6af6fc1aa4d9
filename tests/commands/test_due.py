"""The command `due`, run as from a shell: what is to come, in words and for a calendar."""

import re
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from follow_along.adapters.calendar_file import CalendarEntry, calendar_bytes
from follow_along.adapters.clock import SystemClock
from follow_along.cli import main
from follow_along.core.wall_time import WallTime
from tests.commands.test_history import fill
from tests.hostile_text import HOSTILE_TEXTS

Calendar = pytest.importorskip("icalendar").Calendar
NOW = WallTime(1_772_865_000_000, 60)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data directory; it is Saturday, 7 March 2026."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(SystemClock, "wall", lambda clock, at: NOW)
    return tmp_path / "follow-along"


def run(*arguments: str) -> Result:
    """Run a command; the result has both streams in `output`."""
    return CliRunner().invoke(main, ["due", *arguments])


def entries(file: Path) -> list[tuple[str, date, str]]:
    """Return the ids, days and titles of a calendar file."""
    events = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    return [(str(each["uid"]), each["dtstart"].dt, str(each["summary"])) for each in events]


def test_due_says_what_is_to_come(home: Path) -> None:
    """Each week of the programme three times, with a day between."""
    result = run()
    assert result.exit_code == 0
    head, *rest = result.output.splitlines()
    assert head == "Foot and ankle: Week 1, 0 of 3 this week; next today."
    assert len(rest) == 15
    assert rest[0] == "  Sat 2026-03-07  Week 1: Find your feet"
    assert rest[-1] == "  Wed 2026-04-08  Week 5: Spring and hold"


def test_due_says_what_is_missing(home: Path) -> None:
    """After one run, on a Monday, with more stops than the next week allows."""
    fill(home / "log.db", (9, 0))
    lines = run().output.splitlines()
    assert lines[0] == "Foot and ankle: Week 1, 1 of 3 this week; next today."
    assert lines[1].startswith("It was done 1 of 3 times. In its last run a balance")


def test_calendar_has_the_coming_sessions(home: Path, tmp_path: Path) -> None:
    """Entries of whole days, with what the lines of `due` say."""
    file = tmp_path / "due.ics"
    assert run("--ics", str(file)).output == f"Wrote 15 sessions to {file}.\n"
    found = entries(file)
    assert [f"  {day:%a} {day}  {title}" for _, day, title in found] == run().output.splitlines()[
        1:
    ]
    assert len({uid for uid, _, _ in found}) == 15
    event = Calendar.from_ical(file.read_bytes()).walk("VEVENT")[0]
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(days=1)
    assert "You need: wall, chair" in event["description"]


def test_entries_keep_their_ids(home: Path, tmp_path: Path) -> None:
    """After a run, those still to come are known again, wherever they have moved to."""
    before, after = tmp_path / "before.ics", tmp_path / "after.ics"
    run("--ics", str(before))
    fill(home / "log.db", (0, 0))
    run("--ics", str(after))
    assert [uid for uid, _, _ in entries(before)][1:] == [uid for uid, _, _ in entries(after)]


def test_an_option_that_does_nothing_is_refused(home: Path) -> None:
    """Without a file there is nothing to replace."""
    assert "--force is for --ics" in run("--force").output


def test_calendar_can_go_to_standard_output(home: Path) -> None:
    """Alone."""
    output = run("--ics", "-").stdout_bytes
    assert output.startswith(b"BEGIN:VCALENDAR\r\n")
    assert output.endswith(b"END:VCALENDAR\r\n")


def test_one_line_says_what_to_install(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the library no file is made."""
    monkeypatch.delitem(sys.modules, "follow_along.adapters.calendar_file")
    monkeypatch.setitem(sys.modules, "icalendar", None)
    result = run("--ics", str(tmp_path / "due.ics"))
    assert result.exit_code == 2
    assert result.output == (
        "No calendar file: icalendar is not installed. Run: pip install 'follow-along[calendar]'\n"
    )
    assert not (tmp_path / "due.ics").exists()


def test_nothing_is_due_where_no_programme_says_how_often(home: Path) -> None:
    """One sentence says so, and one that a programme is complete."""
    (home / "sessions").mkdir(parents=True)
    text = "title: T\nexercises:\n  - {name: A, work: 3s}\n"
    for number in range(1, 6):
        (home / "sessions" / f"foot-ankle-{number}.yaml").write_text(text)
    assert "no programme says how often" in run().output
    once = f"{text}programme: foot-ankle\nper_week: 1\n"
    (home / "sessions" / "foot-ankle-1.yaml").write_text(once)
    fill(home / "log.db", (0, 0))
    result = run()
    assert result.exit_code == 2
    assert "every session of the programme is done" in result.output


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_any_text_is_one_property_of_one_entry(text: str) -> None:
    """A title or a description adds no line of its own to the file."""
    entry = CalendarEntry("programme/one/1", date(2026, 3, 7), text, f"{text}\nBEGIN:VALARM")
    content = calendar_bytes([entry], NOW)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    unfolded = content.replace(b"\r\n ", b"")
    names = re.findall(rb"^[A-Z-]+(?=[:;])", unfolded, re.MULTILINE)
    assert names.count(b"BEGIN") == names.count(b"END") == 2
    assert names.count(b"SUMMARY") == names.count(b"DESCRIPTION") == 1
