"""Each limit in docs/limits.md is where the page says, and its message is that of the page."""

import io
import json
import re
from array import array
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from follow_along.adapters.log import import_file, spool
from follow_along.adapters.log.errors import LogError
from follow_along.adapters.log.export import export_lines
from follow_along.adapters.log.import_file import ImportFileError, import_stream
from follow_along.adapters.log.import_runs import RunImport
from follow_along.adapters.log.spool import Spool
from follow_along.adapters.paths import shipped
from follow_along.adapters.sessions.errors import SessionFileError
from follow_along.adapters.sessions.library import Library
from follow_along.adapters.sessions.session_file import read_session
from follow_along.adapters.sound.samples import LONGEST_CUE_S, BadWavError, read_wav
from follow_along.cli import main
from tests.adapters.log.log_events import a_log
from tests.adapters.sound.wav_files import write_pcm

PAGE = (Path(__file__).parents[1] / "docs" / "limits.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (?!What|---)(.+?) \| (.+?) \| (.+?) \|$", PAGE, re.MULTILINE)
EXERCISE = "  - name: Stand\n    work: 1s\n"


def _session(text: str) -> Callable[[Path], str]:
    def refusal(folder: Path) -> str:
        path = folder / "session.yaml"
        path.write_text(text)
        with pytest.raises(SessionFileError) as caught:
            read_session(path, shipped("figures"))
        return str(caught.value)

    return refusal


def _with(more: str, exercises: str = EXERCISE) -> Callable[[Path], str]:
    return _session(f"{more}\nexercises:\n{exercises}")


def _figures(size: int, count: int) -> Callable[[Path], str]:
    def refusal(folder: Path) -> str:
        for number in range(count):
            (folder / f"f{number}.yaml").write_text("#" * size)
        names = "".join(
            f"  - name: E{number}\n    work: 1s\n    figure: f{number}.yaml\n"
            for number in range(count)
        )
        return _with("title: T", names)(folder)

    return refusal


def _folder(folder: Path) -> str:
    for number in range(201):
        (folder / f"{number}.yaml").touch()
    return str(Library(folder, folder / "none", folder).all()[-1].problems[0])


def _import(**values: object) -> Callable[[Path], str]:
    def refusal(folder: Path) -> str:
        a_log(folder / "log.db")
        lines = [json.loads(line) for line in export_lines(folder / "log.db")]
        for line in lines:
            line.update({name: value for name, value in values.items() if name in line})
        return _import_error("".join(json.dumps(line) + "\n" for line in lines).encode())

    return refusal


def _import_error(content: bytes) -> str:
    with RunImport() as incoming, pytest.raises(ImportFileError) as caught:
        import_stream(io.BytesIO(content), incoming, "the file")
    return str(caught.value)


def _large_import(folder: Path) -> str:
    a_log(folder / "log.db")
    one_line = b" " * (import_file.LARGEST_LINE_BYTES - 1) + b"\n"
    first, second = list(export_lines(folder / "log.db"))[:2]

    class Endless(io.BytesIO):
        def readline(self, _size: int | None = -1, /) -> bytes:
            return super().readline() or second.rstrip() + one_line[len(second) - 1 :]

    class Forgetful(RunImport):
        def add(self, _line: object) -> None:
            """Accept any line and keep none."""

    with Forgetful() as incoming, pytest.raises(ImportFileError) as caught:
        import_stream(Endless(first), incoming, "the file")
    return str(caught.value)


def _unwritten(folder: Path) -> str:
    path = folder / "log-unwritten-x.jsonl"
    path.touch()
    with path.open("r+b") as file:
        file.truncate(spool.LARGEST_BYTES + 1)
    with pytest.raises(LogError) as caught:
        Spool(folder / "log.db", folder).read(path)
    return str(caught.value)


def _sound(count: int, *, longest: float = LONGEST_CUE_S, **form: int) -> Callable[[Path], str]:
    def refusal(folder: Path) -> str:
        write_pcm(folder / "a.wav", array("h", [0]) * count, **form)
        return _sound_error(folder / "a.wav", longest)

    return refusal


def _chunks(folder: Path) -> str:
    (folder / "a.wav").write_bytes(b"RIFF\0\0\0\1WAVE" + b"odd \0\0\0\0" * 100)
    return _sound_error(folder / "a.wav", LONGEST_CUE_S)


def _sound_error(path: Path, longest: float) -> str:
    with pytest.raises(BadWavError) as caught:
        read_wav(path, longest=longest)
    return str(caught.value)


def _rendered(folder: Path) -> str:
    (folder / "a.yaml").write_text(f"title: T\nexercises:\n{EXERCISE.replace('1s', '14h')}")
    arguments = ["render", str(folder / "a.yaml"), str(folder / "a.wav")]
    return CliRunner().invoke(main, arguments).output


def _sheet(folder: Path) -> str:
    exercises = (EXERCISE + f"    setup: {'Stand tall. ' * 40}\n") * 64
    (folder / "a.yaml").write_text(f"title: T\nexercises:\n{exercises}")
    arguments = ["show", str(folder / "a.yaml"), "--sheet", str(folder / "a.png"), "--paper", "a4"]
    return CliRunner().invoke(main, arguments).output


BEYOND: dict[str, Callable[[Path], str]] = {
    "a session file, or the settings": _session("#" * (256 * 1024 + 1)),
    "a figure file": _figures(32 * 1024 + 1, 1),
    "the figure files that a session brings": _figures(30 * 1024, 9),
    "values in a file": _session("- x\n" * 10_001),
    "lists within lists": _session("[" * 21),
    "a title or a name": _with("title: " + "x" * 101),
    "`setup`, `safety`, a cue, `easier`, `harder`": _with("title: T\nsafety: " + "x" * 501),
    "`about`": _with("title: T\nabout: " + "x" * 2_001),
    "exercises": _with("title: T", EXERCISE * 201),
    "runs a week that a programme asks for": _with(
        "title: T\nprogramme: p\nper_week: 3\ndays_apart: 3"
    ),
    "sets": _with("title: T", EXERCISE + "    sets: 100\n"),
    "a duration": _with("title: T", EXERCISE.replace("1s", "25h")),
    "all blocks of a session, each set and side counted": _with(
        "title: T", (EXERCISE + "    sets: 99\n") * 12
    ),
    "all work of a session": _with("title: T", EXERCISE.replace("1s", "24h") * 2),
    "session files in a folder that are listed": _folder,
    "mistakes of a file that are named one by one": _with(
        "title: T\n" + "".join(f"k{number}: x\n" for number in range(150))
    ),
    "a line of an import": lambda _: _import_error(b"x" * (64 * 1024 + 1)),
    "an import": _large_import,
    "a text in it": _import(title="x" * 256),
    "a number in it": _import(planned_ms=2**40 + 1),
    "a date in it": _import(began_utc="3000-01-01T00:00:00.000Z"),
    "pages of a sheet as one picture": _sheet,
    "weeks of a report": lambda _: (
        CliRunner().invoke(main, ["report", "r.html", "--weeks", "53"]).output
    ),
    "a file of what the log could not take": _unwritten,
    "a cue sound of your own": _sound(48_000 * 5 + 1),
    "the data of a sound": _sound(6 * 1024 * 512 + 1, rate=192_000, longest=60),
    "chunks before it": _chunks,
    "channels of a sound": _sound(9, channels=3),
    "samples a second": _sound(9, rate=1),
    "a session rendered to a file": _rendered,
    "the width and the height of a video": lambda _: (
        CliRunner().invoke(main, ["render", "a", "a.mp4", "--size", "3842x1080"]).output
    ),
}


def test_the_page_and_the_tests_have_the_same_limits() -> None:
    """Each row has a test, and each test has a row."""
    assert [what for what, _, _ in ROWS] == list(BEYOND)


@pytest.mark.parametrize(("what", "message"), [(what, message) for what, _, message in ROWS])
def test_a_value_beyond_a_limit_is_refused_with_its_message(
    tmp_path: Path, what: str, message: str
) -> None:
    """A value just beyond the limit is refused with the message of the page."""
    assert message in BEYOND[what](tmp_path)
