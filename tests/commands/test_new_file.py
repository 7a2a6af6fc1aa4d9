"""What every command keeps that writes a file: `export`, `due`, `report`, `render` and `show`."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from follow_along.adapters import atomic_write
from follow_along.cli import main
from tests.commands.test_history import fill

COMMANDS = {
    "export": ("export", "{}.jsonl"),
    "due": ("due", "--ics", "{}.ics"),
    "report": ("report", "{}.html"),
    "render": ("render", "short.yaml", "{}.wav"),
    "show": ("show", "short.yaml", "--sheet", "{}.pdf"),
}
SHORT = "title: Short\nget_ready: 0s\nexercises:\n  - {name: A, work: 1s, sides: both}\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a short session, and a log with four weeks of runs."""
    for name in ("DATA", "CACHE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    monkeypatch.setattr("follow_along.adapters.sound.speaker.find_voice", lambda *_: None)
    monkeypatch.chdir(tmp_path)
    Path("short.yaml").write_text(SHORT)
    fill(tmp_path / "DATA" / "follow-along" / "log.db", *[(3, 3)] * 4)
    return tmp_path


def write(command: str, stem: str, *options: str) -> tuple[Path, int, str]:
    """The file that a command was told to write, its exit code, and what it said."""
    arguments = [each.format(stem) for each in COMMANDS[command]]
    result = CliRunner().invoke(main, [*arguments, *options])
    return Path(arguments[-1]), result.exit_code, result.output


@pytest.mark.parametrize("command", COMMANDS)
def test_a_new_file_is_named_and_nothing_is_left_beside_it(home: Path, command: str) -> None:
    """What comes from the log is for its owner alone."""
    before = set(home.iterdir())
    file, code, said = write(command, "new")
    assert (code, said.endswith(f" to {file}.\n")) == (0, True)
    assert {path for path in home.iterdir() if path.is_file()} - before == {home / file}
    if command in {"export", "report"}:
        assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_an_existing_file_is_replaced_only_by_force(home: Path, command: str) -> None:
    """Also one behind a link, which is never followed: the link itself is replaced."""
    mine = home / "mine"
    for stem, make in (("file", Path.write_text), ("link", Path.symlink_to)):
        mine.write_text("mine")
        file, *_ = write(command, stem)
        made = file.read_bytes()
        file.unlink()
        make(file, "mine")
        assert write(command, stem) == (file, 2, f"{file} already exists; --force replaces it.\n")
        assert file.read_text() == mine.read_text() == "mine"
        _, code, _ = write(command, stem, "--force")
        assert (code, file.is_symlink(), mine.read_text()) == (0, False, "mine")
        assert file.read_bytes()[:4] == made[:4]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_log_and_what_is_no_file_are_never_replaced(home: Path, command: str) -> None:
    """Not by force either, and not by another name of the log."""
    log = home / "DATA" / "follow-along" / "log.db"
    before = log.read_bytes()
    Path(write(command, "log")[0]).unlink()
    os.link(log, file := Path(COMMANDS[command][-1].format("log")))
    for options in ((), ("--force",)):
        said = f"{file} is the log itself, and was not changed.\n"
        assert write(command, "log", *options) == (file, 2, said)
    os.mkfifo(pipe := Path(COMMANDS[command][-1].format("pipe")))
    said = f"{pipe} is not a file and is not replaced.\n"
    assert write(command, "pipe", "--force") == (pipe, 2, said)
    assert log.read_bytes() == before


@pytest.mark.parametrize("command", COMMANDS)
def test_a_failure_is_said_and_leaves_nothing(
    home: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """A folder that is not there, and a disk that is full."""

    def full(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    file, code, said = write(command, "no/new")
    assert (code, said) == (2, f"{file} could not be written: No such file or directory.\n")
    monkeypatch.setattr(atomic_write, "_sync", full)
    before = {path for path in home.iterdir() if path.is_file()}
    file, code, said = write(command, "new")
    assert (code, said) == (2, f"{file} could not be written: No space left on device.\n")
    assert {path for path in home.iterdir() if path.is_file()} == before
