"""The command `render` writes the video that was named, or nothing, and says which."""

import os
import re
import resource
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import av
import pytest
from click.testing import CliRunner

from follow_along.adapters.picture import fonts
from follow_along.adapters.video.painter import Painter
from follow_along.cli import main
from tests.adapters.sound.pulse_server import wait_until
from tests.terminal.terminal import Terminal

SHORT = "title: Short\nget_ready: 1s\nexercises:\n  - name: Stand\n    work: 1s\n"
SMALL = ("--size", "160x160", "--no-voice")
NOT_IMPORTED = {
    "missing": "raise ModuleNotFoundError(f'No module named {__name__!r}', name=__name__)",
    "RuntimeError": "raise RuntimeError('built for X86_V2')",
    "ImportError": "raise ImportError('DLL load failed')",
}


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home directory with a session of two seconds."""
    for name in ("DATA", "CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    (tmp_path / "short.yaml").write_text(SHORT)
    return tmp_path


def render(home: Path, name: str, *options: str):
    """Render the short session."""
    arguments = ["render", str(home / "short.yaml"), str(home / name), *options]
    return CliRunner().invoke(main, arguments)


def length_s(path: Path) -> float:
    """Return how long a film is."""
    with av.open(str(path)) as container:
        return container.duration / av.time_base


def program(home: Path, *arguments: str, **options) -> subprocess.Popen:
    """Start the program."""
    command = [sys.executable, "-m", "follow_along", *arguments]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, **options)


def test_what_was_written_is_said(home):
    """The length and the file; without a terminal there is no bar."""
    result = render(home, "out.MP4", *SMALL)
    assert (result.exit_code, result.output) == (0, f"Wrote 0:02 of video to {home / 'out.MP4'}.\n")
    assert length_s(home / "out.MP4") > 2


def test_an_existing_file_is_replaced_only_by_force(home):
    """Without `--force` it is unchanged."""
    (home / "out.mp4").write_text("mine")
    result = render(home, "out.mp4", *SMALL)
    assert result.exit_code == 2
    assert result.output == f"{home / 'out.mp4'} already exists; --force replaces it.\n"
    assert (home / "out.mp4").read_text() == "mine"
    assert render(home, "out.mp4", *SMALL, "--force").exit_code == 0
    assert length_s(home / "out.mp4") > 2


@pytest.mark.parametrize("option", ["--size", "--look"])
def test_an_option_of_a_video_is_refused_for_sound(home, option):
    """Nobody is left to believe that it had an effect."""
    result = render(home, "out.wav", option, {"--size": "320x180", "--look": "dark"}[option])
    assert result.exit_code == 2
    assert f"{option} is for a video, and {home / 'out.wav'} does not end in .mp4." in result.output
    assert not (home / "out.wav").exists()


@pytest.mark.parametrize(
    "size",
    [
        "",
        "big",
        "320",
        "321x180",
        "320x181",
        "158x180",
        "320x3842",
        "320x180x2",
        "-320x180",
        "99999999x2",
    ],
)
def test_a_size_that_cannot_be_is_refused(home, size):
    """With what would be right."""
    result = render(home, "out.mp4", "--size", size)
    assert result.exit_code == 2
    bounds = "is not WIDTHxHEIGHT in even numbers from 160 to 3840, such as 1280x720."
    assert f"{size!r} {bounds}" in result.output


@pytest.mark.parametrize("name", ["out.wav", "out.mp4"])
def test_what_would_end_by_a_key_gets_a_length(home, name):
    """For a soundtrack and a video alike; without one a sentence asks for it."""
    (home / "short.yaml").write_text(SHORT + "  - name: Rises\n    reps: 7\n")
    options = SMALL if name.endswith("mp4") else SMALL[2:]
    result = render(home, name, *options)
    assert result.exit_code == 2
    assert "Rises ends by a key, not by time. With --reps-last 30s" in result.output
    result = render(home, name, *options, "--reps-last", "3s")
    # One second to get ready, twice, one for the first exercise and three for the second.
    assert result.output.startswith("Wrote 0:06 of ")


@pytest.mark.parametrize("length", ["0", "2h", "soon", "0.5s"])
def test_a_length_that_cannot_be_is_refused(home, length):
    """With what would be right."""
    result = render(home, "out.mp4", "--reps-last", length)
    assert result.exit_code == 2
    assert re.search("is not from 1 second to 1 hour|expected a duration such as 30", result.output)


def test_letters_that_no_font_has_are_named(home):
    """Each once, with what stands for them."""
    (home / "short.yaml").write_text(SHORT.replace("Stand", "Yoga \U0001f9d8 \U0001f9d8"))
    result = render(home, "out.mp4", *SMALL)
    assert result.exit_code == 0
    assert "This machine cannot draw \U0001f9d8: \ufffd stands for each." in result.output


def test_without_fribidi_it_is_said_what_to_install(home, monkeypatch):
    """Letters that run from the right are in a font, and cannot be put into order."""
    fonts.drawable.cache_clear()
    monkeypatch.setattr(fonts.features, "check_feature", lambda _: False)
    (home / "short.yaml").write_text(SHORT.replace("Stand", "Stand שלום"))
    result = render(home, "out.mp4", *SMALL)
    fonts.drawable.cache_clear()
    assert result.exit_code == 0
    assert "This machine cannot draw ש ל ו ם" in result.output
    assert "FriBiDi; on Debian: apt install libfribidi0" in result.output


@pytest.mark.parametrize("name", [".mp4", "a.b.Mp4"])
def test_the_end_of_the_name_decides(home, name):
    """Also of a name that is nothing else."""
    assert "of video to" in render(home, name, *SMALL).output


@pytest.mark.parametrize(
    ("library", "how"),
    [
        *((name, "missing") for name in ("av", "PIL", "fontpkg")),
        *(("av", "RuntimeError"), ("PIL", "ImportError")),
    ],
)
def test_without_the_extra_a_line_says_what_to_install(home, monkeypatch, library, how):
    """Also where a library raises anything as it is imported."""
    imported = (library, "follow_along.adapters.video", "follow_along.adapters.picture")
    for name in list(sys.modules):
        if f"{name}.".startswith(tuple(f"{each}." for each in imported)):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.syspath_prepend(broken(home, library, how))
    result = render(home, "out.mp4", *SMALL)
    assert result.exit_code == 2
    if how == "missing":
        assert result.output == (
            f"No video: {library} is not installed. Run: pip install 'follow-along[video]'\n"
        )
    else:
        assert result.output.startswith("No video: a library for it cannot be loaded (")
        assert result.output.count("\n") == 1
    assert not (home / "out.mp4").exists()


def test_sound_needs_no_library_of_a_video(home):
    """None of them is imported."""
    for library in ("av", "PIL", "fontpkg"):
        path = broken(home, library, "missing")
    arguments = ("render", str(home / "short.yaml"), str(home / "out.wav"), "--no-voice")
    command = program(home, *arguments, env=os.environ | {"PYTHONPATH": path})
    assert (command.communicate()[1], command.returncode) == ("", 0)


def broken(home: Path, library: str, how: str) -> str:
    """Write a library that cannot be imported; return its folder."""
    folder = home / "broken"
    folder.mkdir(exist_ok=True)
    (folder / f"{library}.py").write_text(NOT_IMPORTED[how] + "\n")
    return str(folder)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_ended_by_a_signal_it_leaves_no_file(home, number):
    """Neither the file that was named nor the hidden one that grows until all is written."""
    (home / "short.yaml").write_text(SHORT.replace("work: 1s", "work: 1h"))
    folder = home / "out"
    folder.mkdir()
    command = program(
        home,
        *("render", str(home / "short.yaml"), str(folder / "out.mp4"), *SMALL),
        # Some shells start programs with signals ignored.
        preexec_fn=lambda: signal.signal(number, signal.SIG_DFL),
    )
    assert wait_until(lambda: any(file.stat().st_size for file in folder.iterdir()))
    command.send_signal(number)
    said = command.communicate()[1]
    assert command.returncode == 128 + number
    assert "Traceback" not in said
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("missing", ["all", "much", "the last byte"])
def test_without_room_for_all_of_it_nothing_is_left(home, missing):
    """One sentence, whether room is missing at the beginning, midway or for the index."""
    if missing == "much":
        (home / "short.yaml").write_text(SHORT.replace("work: 1s", "work: 30s"))
    assert render(home, "whole.mp4", *SMALL).exit_code == 0
    whole = (home / "whole.mp4").stat().st_size
    most = {"all": 1, "much": whole // 4, "the last byte": whole - 1}[missing]
    folder = home / "out"
    folder.mkdir()
    command = program(
        home,
        *("render", str(home / "short.yaml"), str(folder / "out.mp4"), *SMALL),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )
    said = command.communicate()[1]
    assert said == f"{folder / 'out.mp4'} could not be written: File too large.\n"
    assert command.returncode == 2
    assert list(folder.iterdir()) == []


def test_a_terminal_shows_how_far_it_is(home):
    """A bar with the time that is left; Ctrl+C ends it, and leaves nothing."""
    (home / "short.yaml").write_text(SHORT.replace("work: 1s", "work: 1h"))
    folder = home / "out"
    folder.mkdir()
    arguments = ("render", str(home / "short.yaml"), str(folder / "out.mp4"), *SMALL)
    with Terminal(*arguments, home=home) as terminal:
        terminal.wait_for("Rendering")
        terminal.wait_until(
            lambda: re.search(r"\d+%\s+\d\d:\d\d:\d\d", terminal.text) is not None,
            "the time left",
        )
        terminal.press("\x03")
        assert terminal.wait_for_end() == 130
        assert "Traceback" not in terminal.text
    assert list(folder.iterdir()) == []


@pytest.mark.usefixtures("handlers_kept")
def test_a_signal_whose_exit_a_library_drops_ends_it_all_the_same(home, monkeypatch):
    """A library that calls Python in the middle of its work drops what is raised there."""
    paint, painted = Painter.paint, []

    def signalled(*arguments):
        painted.append(arguments)
        with suppress(SystemExit):
            os.kill(os.getpid(), signal.SIGTERM)
        return paint(*arguments)

    monkeypatch.setattr(Painter, "paint", signalled)
    result = render(home, "out.mp4", *SMALL)
    assert result.exit_code == 128 + signal.SIGTERM
    assert len(painted) == 1
    assert sorted(path.name for path in home.glob("*out*")) == []
