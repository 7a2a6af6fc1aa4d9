"""The program plays, counts and shows the history where nothing optional can be imported or run."""

from pathlib import Path

import pytest

from tests.terminal.after_exit import a_session, assert_complete, begin, close_summary
from tests.terminal.terminal import Terminal
from tests.terminal.user_session import squeezed

OPTIONAL = ("miniaudio", "simpleaudio", "numpy", "textual_plot", "wakepy", "jeepney", "ctypes")
FAILURES = {
    "RuntimeError": "raise RuntimeError('built for X86_V2')",
    "ImportError": "raise ImportError('DLL load failed')",
    "OSError": "raise OSError('cannot open shared object file')",
    "missing": "raise ModuleNotFoundError(f'No module named {__name__!r}', name=__name__)",
}


@pytest.mark.parametrize(
    "failure",
    [
        how if how == "RuntimeError" else pytest.param(how, marks=pytest.mark.slow)
        for how in FAILURES
    ],
)
def test_nothing_optional_is_needed(tmp_path: Path, failure: str) -> None:
    """No library for sound, chart or display, and no other program such as a voice."""
    broken = tmp_path / "broken"
    broken.mkdir()
    for library in OPTIONAL:
        (broken / f"{library}.py").write_text(FAILURES[failure] + "\n")
    environment = {"PYTHONPATH": str(broken), "PATH": str(broken)}
    session = a_session(tmp_path, work="1s")
    notice = squeezed("miniaudio is not" if failure == "missing" else "miniaudio cannot be loaded")
    with Terminal("play", session, home=tmp_path, environment=environment) as terminal:
        terminal.wait_until(lambda: notice in squeezed(terminal.text), "a notice")
        begin(terminal)
        terminal.wait_for("no stops")
        assert close_summary(terminal) == 0
        assert b"Traceback" not in terminal.output
    assert_complete(tmp_path, "done", "done")
    with Terminal("history", home=tmp_path, environment=environment) as terminal:
        terminal.wait_for("Stand")
        terminal.press("\r")
        terminal.wait_for("No chart: ")
        terminal.press("qq")
        assert terminal.wait_for_end() == 0


def test_the_display_is_kept_awake_while_the_session_is_on(tmp_path: Path) -> None:
    """The library in the place of wakepy notes what it is asked."""
    library, noted = tmp_path / "library", tmp_path / "noted"
    library.mkdir()
    (library / "wakepy.py").write_text(
        "import contextlib\n"
        "def note(word):\n"
        f"    with open({str(noted)!r}, 'a') as file: file.write(word)\n"
        "class keep:\n"
        "    @staticmethod\n"
        "    @contextlib.contextmanager\n"
        "    def presenting(**_):\n"
        "        note('awake ')\n"
        "        yield\n"
        "        note('free ')\n"
    )
    environment = {"PYTHONPATH": str(library)}
    with Terminal("play", a_session(tmp_path), home=tmp_path, environment=environment) as terminal:
        terminal.wait_for("begin")
        assert not noted.exists()
        begin(terminal)
        terminal.wait_until(noted.exists, "a display kept awake")
        assert noted.read_text() == "awake "
        terminal.press("\x03")
        terminal.wait_for_end()
    assert noted.read_text() == "awake free "
