"""The command `render` writes exactly the file that was named, and replaces one only by force."""

import os
import wave

import pytest
from click.testing import CliRunner

from follow_along.cli import main

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


def test_an_existing_file_is_replaced_only_by_force(home):
    """Without `--force` it is unchanged, and the sentence says what to do."""
    target = home / "out.wav"
    target.write_text("mine")
    result = render(home, target)
    assert result.exit_code == 2
    assert result.output == f"{target} already exists; --force replaces it.\n"
    assert target.read_text() == "mine"
    assert render(home, target, "--force").exit_code == 0
    assert is_sound(target)


def test_a_link_is_never_followed(home):
    """With `--force` the link itself is replaced, never its target, which may be missing."""
    victim, link = home / "victim", home / "link.wav"
    link.symlink_to(victim)
    assert "already exists" in render(home, link).output
    assert not victim.exists()
    victim.write_text("mine")
    assert render(home, link, "--force").exit_code == 0
    assert victim.read_text() == "mine"
    assert is_sound(link)
    assert not link.is_symlink()


def test_a_special_file_is_not_replaced(home):
    """A pipe or a missing folder gives an error, also with `--force`, and leaves no file behind."""
    os.mkfifo(home / "pipe")
    (home / "cache").mkdir()
    before = sorted(home.iterdir())
    assert "is not a file and is not replaced." in render(home, home / "pipe", "--force").output
    assert "could not be written" in render(home, home / "none" / "out.wav").output
    assert sorted(home.iterdir()) == before


def test_a_session_too_long_for_a_file_is_refused(home):
    """The sentence has the limit; no file is written."""
    (home / "short.yaml").write_text(SHORT.replace("1s\n", "7h\n"))
    result = render(home, home / "out.wav")
    assert result.output == "short takes 14:00:00, and at most 6:00:00 can be rendered to a file.\n"
    assert not (home / "out.wav").exists()
