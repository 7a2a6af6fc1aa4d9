"""The settings file: read whole or not at all, changed line by line."""

import pytest

from follow_along.core.settings import Settings
from follow_along.edges.settings_file import keep_settings, read_settings


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
    text = "audio: bell\nvolume: 40\nmuted: on\ncues: no\nvoice: off\n"
    settings, problem = read_settings(written(file, text))
    assert problem == ""
    assert settings == Settings(audio="bell", volume=40, muted=True, cues=False, voice=False)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("volume: 101\n", ":1:9: volume: expected a whole number from 0 to 100"),
        ("volum: 10\n", ":1:1: `volum` is no key of the settings; did you mean `volume`?"),
        ("voice: maybe\n", "expected `on` or `off`, found `maybe`"),
        ("audio: radio\n", "expected `auto`, `miniaudio`, `simpleaudio`, `bell` or `none`"),
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


def test_volume_stays_within_what_there_is():
    """Louder than loudest and softer than silent are not."""
    assert Settings(volume=95).louder(10).volume == 100
    assert Settings(volume=5).louder(-10).volume == 0


def test_words_tell_what_is_missing():
    """The screen says what a person might miss, and nothing when all is heard."""
    assert Settings().words() == ""
    assert Settings(muted=True, volume=10).words() == "muted"
    assert Settings(voice=False, volume=60).words() == "no voice · volume 60 %"
