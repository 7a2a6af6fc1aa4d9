"""The command `render` writes exactly the file that was named, or nothing, and says which."""

import signal
import subprocess
import sys
import wave

import pytest
from click.testing import CliRunner

from follow_along.cli import main
from tests.adapters.sound.pulse_server import wait_until

SHORT = "title: Short\nget_ready: 1s\nexercises:\n  - name: Stand\n    work: 1s\n"


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home directory with a session of two seconds."""
    for name in ("DATA", "CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    (tmp_path / "short.yaml").write_text(SHORT)
    return tmp_path


def render(home, target, *options):
    """Render the short session."""
    arguments = ["render", str(home / "short.yaml"), str(target), "--no-voice", *options]
    return CliRunner().invoke(main, arguments)


def is_sound(path):
    """Whether a file is a WAV file of more than a second."""
    with wave.open(str(path)) as file:
        return file.getnframes() > 48_000


def test_a_session_too_long_for_a_file_is_refused(home):
    """The sentence has the limit; no file is written."""
    (home / "short.yaml").write_text(SHORT.replace("1s\n", "7h\n"))
    result = render(home, home / "out.wav")
    assert result.output == "short takes 14:00:00, and at most 6:00:00 can be rendered to a file.\n"
    assert not (home / "out.wav").exists()


@pytest.mark.parametrize("name", ["out.mp3", "out.wav.gz", "out.WAVE", "Week 1.5"])
def test_a_name_of_another_format_is_refused(home, name):
    """Nobody gets a WAV file that is called otherwise."""
    result = render(home, home / name)
    assert result.exit_code == 2
    assert result.output == (
        f"{home / name} is not written: its name must end in .wav for sound or in .mp4 for a"
        " video.\n"
    )
    assert not (home / name).exists()


@pytest.mark.parametrize("name", ["out.wav", "out.WAV", "out"])
def test_what_was_written_is_said(home, name):
    """The length and the file, on standard output; a name without an ending promises nothing."""
    result = render(home, home / name)
    assert (result.exit_code, result.stdout) == (0, f"Wrote 0:02 of sound to {home / name}.\n")
    assert is_sound(home / name)


def test_a_session_that_waits_for_a_key_is_refused(home):
    """The sentence names the exercise, and the help says which sessions are meant."""
    (home / "short.yaml").write_text(SHORT + "  - name: Rises\n    reps: 7\n")
    result = render(home, home / "out.wav")
    assert result.exit_code == 2
    assert result.output == (
        "short cannot be rendered to a file: Rises ends by a key, not by time. With --reps-last"
        " 30s it lasts 30 seconds.\n"
    )
    (home / "short.yaml").write_text(SHORT + "  - name: R\n    reps: 2\n    tempo: [up 1s]\n")
    assert render(home, home / "out.wav").exit_code == 0
    help_text = " ".join(CliRunner().invoke(main, ["render", "--help"]).output.split())
    assert "An exercise that ends by a key, as those with `reps` and no `tempo` do, needs" in (
        help_text
    )


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_ended_by_a_signal_it_leaves_no_file(home, number):
    """Neither the file that was named nor the hidden one that grows until all is written."""
    (home / "short.yaml").write_text(SHORT.replace("work: 1s", "work: 1h"))
    folder = home / "out"
    folder.mkdir()
    command = subprocess.Popen(
        [
            *(sys.executable, "-m", "follow_along", "render", home / "short.yaml"),
            *(folder / "out.wav", "--no-voice"),
        ],
        # Some shells start programs with signals ignored.
        preexec_fn=lambda: signal.signal(number, signal.SIG_DFL),  # noqa: PLW1509 - holds no lock
    )
    assert wait_until(lambda: any(file.stat().st_size for file in folder.iterdir()))
    command.send_signal(number)
    assert command.wait() == 128 + number
    assert list(folder.iterdir()) == []
