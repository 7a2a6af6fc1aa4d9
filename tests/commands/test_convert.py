"""The command `convert`."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from follow_along.cli import main

WORKOUT = {"title": "Legs", "sets": [{"repetitions": 2, "exercises": [{"name": "Hop"}]}]}
LEGS = {"title": "Legs", "sets": [{"exercises": [{"name": "Hop", "duration": 30}]}]}


def convert(folder: Path, data: object, *options: str) -> tuple[int, str, str]:
    """The exit code, the output and the errors of converting an export of this data."""
    file = folder / "export.json"
    file.write_text(json.dumps(data), "utf-8")
    result = CliRunner().invoke(main, ["convert", str(file), *options])
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A home of one's own."""
    for name in ("DATA", "CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    return tmp_path


def test_a_session_is_printed_or_written_among_ones_own(home: Path) -> None:
    """What is assumed is said; it can be shown at once; it is replaced only with --force."""
    code, printed, _ = convert(home, LEGS)
    assert (code, "name: Hop" in printed) == (0, True)
    code, output, errors = convert(home, LEGS, "-o", "legs")
    assert code == 0
    assert "taken as strength" in errors
    path = Path(output.removeprefix("Wrote ").strip())
    assert path.read_text("utf-8") == printed
    assert CliRunner().invoke(main, ["show", "legs"]).exit_code == 0
    code, _, errors = convert(home, LEGS, "-o", "legs")
    assert (code, errors.endswith("already exists; with --force it is replaced.\n")) == (2, True)
    assert convert(home, LEGS, "-o", "legs", "--force")[0] == 0


def test_one_of_several_is_picked(home: Path) -> None:
    """Their titles are listed until one is named."""
    backup = {"workouts": [LEGS, LEGS | {"title": "Arms"}]}
    code, _, errors = convert(home, backup)
    assert (code, "--pick" in errors, "  Arms\n" in errors) == (2, True, True)
    assert "title: Arms" in convert(home, backup, "--pick", "Arms")[1]
    assert "has no workout Feet" in convert(home, backup, "--pick", "Feet")[2]


def test_what_makes_no_session_is_said(home: Path) -> None:
    """With the file and the reason; nothing is written."""
    code, _, errors = convert(home, WORKOUT, "-o", "legs")
    assert (code, "without any exercise" in errors) == (2, True)
    long = [{"name": "Hop", "duration": 80_000}] * 3
    code, _, errors = convert(home, {"sets": [{"exercises": long}]}, "-o", "legs")
    assert (code, "is more than 24h" in errors) == (2, True)
    assert not list(home.rglob("*.yaml"))
