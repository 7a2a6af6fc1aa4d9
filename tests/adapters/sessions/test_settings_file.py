"""The settings file: read whole or not at all, changed line by line."""

import os

import pytest

from follow_along.adapters.sessions.settings_file import keep_settings, read_settings
from follow_along.core.settings import Settings


@pytest.fixture
def file(tmp_path):
    """Where the settings are, in a folder that is not there yet."""
    return tmp_path / "config" / "settings.yaml"


def written(file, text):
    """Put a text into the file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


def test_nothing_there_sets_nothing(file):
    """Without a file, or with an empty one, the settings are as they come."""
    assert read_settings(file) == (Settings(), "")
    assert read_settings(written(file, "# nothing yet\n")) == (Settings(), "")


def test_every_key_is_read(file):
    """In the words a person would use."""
    text = (
        "audio: bell\nvolume: 40\nmuted: on\ncues: no\ntempo: off\nvoice: off\n"
        "keep_awake: off\nlook: light\nfigure: off\n"
    )
    settings, problem = read_settings(written(file, text))
    assert problem == ""
    assert settings == Settings(
        audio="bell",
        volume=40,
        muted=True,
        cues=False,
        tempo=False,
        voice=False,
        keep_awake=False,
        look="light",
        figure="off",
    )
    assert len(text.splitlines()) == len(Settings.key_names())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("volume: 101\n", ":1:9: volume: expected a whole number from 0 to 100"),
        ("volum: 10\n", ":1:1: `volum` is no key of the settings; did you mean `volume`?"),
        ("voice: maybe\n", "expected `on` or `off`, found `maybe`"),
        ("audio: radio\n", "expected `auto`, `miniaudio`, `simpleaudio`, `bell` or `none`"),
        ("tempo: 60\n", ":1:8: tempo: expected `on` or `off`, found `60`"),
        ("look: drak\n", "expected `auto`, `dark` or `light`, found `drak`; did you mean `dark`?"),
        ("figure: on\n", "expected `moving`, `still` or `off`, found `on`"),
    ],
)
def test_mistakes_are_one_sentence_and_set_nothing(file, text, said):
    """A file with a mistake is named with its place, and no half of it is taken."""
    settings, problem = read_settings(written(file, f"{text}muted: on\n"))
    assert settings == Settings()
    assert said in problem


def test_changes_are_kept_and_the_rest_left_alone(file):
    """Comments and other keys stay as they were; what is new is added."""
    written(file, "# mine\nvolume: 40  # quiet house\nvoice: on")
    old, _ = read_settings(file)
    new = old.louder(20).switched("cues")
    assert keep_settings(file, old, new) == ""
    assert file.read_text() == "# mine\nvolume: 60\nvoice: on\ncues: off\n"
    assert read_settings(file) == (new, "")


def test_no_change_writes_nothing(file):
    """Only what was changed makes a file."""
    assert keep_settings(file, Settings(), Settings()) == ""
    assert not file.exists()


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    """The sentence names the file."""
    (tmp_path / "config").write_text("a file in the way")
    said = keep_settings(tmp_path / "config" / "s.yaml", Settings(), Settings(volume=1))
    assert "s.yaml" in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("volum: 10\n", "`volum` is no key of the settings"),
        ("{volume: 40}\n", "in line 2"),
        ("volume:\n  40\n", "expected a whole number"),
        ("'volume': 40\n", "`volume` stands here a second time"),
        (b"# f\xfcr mich\n", "this is not UTF-8"),
        (b"#" * 300_000, "larger than 256 KiB"),
    ],
)
def test_a_file_that_would_be_spoilt_is_left_as_it_is(file, text, said):
    """With a sentence that names it: mistakes are not written over, nor more of them made."""
    raw = text if isinstance(text, bytes) else text.encode()
    written(file, "").write_bytes(raw)
    problem = keep_settings(file, Settings(), Settings(volume=60))
    assert said in problem
    assert str(file) in problem
    assert file.read_bytes() == raw
    assert list(file.parent.iterdir()) == [file]


def test_a_link_stays_a_link(file, tmp_path):
    """A person may keep settings elsewhere: the file that the link leads to is written."""
    file.parent.mkdir()
    (tmp_path / "mine.yaml").write_text("volume: 40\n")
    (tmp_path / "mine.yaml").chmod(0o600)
    file.symlink_to(tmp_path / "mine.yaml")
    assert keep_settings(file, Settings(volume=40), Settings(volume=60)) == ""
    assert file.is_symlink()
    assert (tmp_path / "mine.yaml").read_text() == "volume: 60\n"
    assert (tmp_path / "mine.yaml").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir, lambda path: path.symlink_to(path)])
def test_what_is_no_file_is_said_and_never_waited_for(file, make):
    """A pipe, a folder, a link that leads in a circle: read and kept without harm."""
    file.parent.mkdir()
    make(file)
    settings, problem = read_settings(file)
    assert settings == Settings()
    assert problem.startswith(f"{file}:1:1: ")
    assert str(file) in keep_settings(file, Settings(), Settings(volume=60))


def test_a_name_that_acts_on_a_terminal_is_made_visible(tmp_path):
    """In every sentence about the file."""
    file = tmp_path / "\x1b[2J" / "settings.yaml"
    written(file, "volum: 1\n")
    assert "␛[2J" in read_settings(file)[1]
    assert keep_settings(file, Settings(), Settings(volume=1)).isprintable()


def test_volume_stays_within_what_there_is():
    """Louder than loudest and softer than silent are not."""
    assert Settings(volume=95).louder(10).volume == 100
    assert Settings(volume=5).louder(-10).volume == 0


def test_words_tell_what_is_missing():
    """The screen says what a person might miss, and nothing when all is heard."""
    assert Settings().words() == ""
    assert Settings(muted=True, volume=10).words() == "muted"
    assert Settings(voice=False, volume=60).words() == "no voice · volume 60 %"
    assert Settings(tempo=False, voice=False).words() == "no tones · no voice"
    assert Settings(cues=False, tempo=False).words() == "no cues"
