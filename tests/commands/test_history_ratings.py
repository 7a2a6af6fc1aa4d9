"""Ratings in the printed history, in the list of sessions and in what is due."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from follow_along.adapters.clock import SystemClock
from follow_along.cli import main
from follow_along.core.wall_time import WallTime
from tests.commands.test_history import fill

NOW = WallTime(1_773_732_000_000, 60)
"""Tuesday, 17 March 2026, the day after the third run."""
ADVICE = (
    "It hurt last time: this one again, easier. Stop if it hurts, and ask a clinician if it stays."
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A log with a run of week 1 on each of three Mondays; it is the day after the last."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(SystemClock, "wall", lambda clock, at: NOW)
    fill(tmp_path / "follow-along" / "log.db", (1, 0), (1, 0), (1, 0))
    return tmp_path


def run(*arguments: str) -> str:
    """Run a command that succeeds, and return what it prints."""
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    return result.output


def rate(number: int, *answers: str) -> None:
    """Rate the run of a Monday, from 0."""
    run("log", "--rate", f"00000000-0000-4000-8000-{number:012}", *answers)


@pytest.mark.usefixtures("home")
def test_table_has_the_figures_of_each_week() -> None:
    """Beside the runs, before the stops; a line says what they are."""
    before = run("history")
    assert "How it was" not in before
    rate(0, "--steady", "4", "--effort", "6", "--pain", "1", "--morning-pain", "0")
    rate(2, "--steady", "2", "--pain", "0", "--note", "better")
    table = run("history")
    assert (
        "\n\nHow it was: the median of the week; of pain the highest (felt: 1 steady, 5 not)\n"
        "                    felt steady  effort  pain  pain next morning\n"
        "  2026-W10  week 1  4            6       1     0\n"
        "  2026-W11  week 2\n"
        "  2026-W12  week 3  2                    0\n\n"
    ) in table
    assert all(len(line) <= 80 for line in table.splitlines())
    assert "How it was" not in run("history", "--exercise", "steady-check")


@pytest.mark.usefixtures("home")
def test_json_has_the_runs_of_each_week() -> None:
    """Done and planned; of a selection there are none. The sentence is null while not clear."""
    data = json.loads(run("history", "--format", "json"))
    assert data["felt_and_counted"] is None
    assert data["runs"] == [
        {"iso_week": f"2026-W{week}", "done": 1, "planned": 3} for week in (10, 11, 12)
    ]
    selected = json.loads(run("history", "--format", "json", "--exercise", "steady-check"))
    assert selected["runs"] is None


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("answer", [("--pain", "2"), ("--pain", "0", "--morning-pain", "1")])
def test_after_pain_the_session_is_due_again_and_easier(answer: tuple[str, ...]) -> None:
    """In the list and in `due`, with the sentence to ask a clinician; else neither is said."""
    for command in ("list", "due"):
        assert "easier" not in run(command)
    rate(2, *answer)
    listed, due = run("list"), run("due")
    assert "\nFoot and ankle: Week 1 again, easier, 1 of 3 this week; next from" in f"\n{listed}"
    assert due.startswith("Foot and ankle: Week 1 again, easier, 1 of 3 this week; next from")
    assert ADVICE in listed.splitlines()
    assert due.splitlines()[1] == ADVICE
    rate(2, "--pain", "0", "--morning-pain", "0")
    for command in ("list", "due"):
        assert "easier" not in run(command)


def test_merged_ratings_are_shown_in_whatever_order(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two machines with the same runs, each with an answer of its own, come to show the same."""
    logs = {}
    for name, answers in (("one", ("--pain", "3")), ("two", ("--steady", "5"))):
        monkeypatch.setenv("XDG_DATA_HOME", str(home / name))
        fill(home / name / "follow-along" / "log.db", (1, 0), (1, 0), (1, 0))
        rate(0, *answers)
        logs[name] = home / f"{name}.jsonl"
        run("export", str(logs[name]))
    shown = []
    for order in (("one", "two"), ("two", "one", "two")):
        monkeypatch.setenv("XDG_DATA_HOME", str(home / "-".join(order)))
        for name in order:
            run("import", str(logs[name]))
        shown.append(run("history"))
    assert shown[0] == shown[1]
    assert "  2026-W10  week 1  5            3\n" in shown[0]
