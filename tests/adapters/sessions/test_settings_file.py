"""The settings file: read key by key, changed line by line."""

import os
from dataclasses import replace

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
        "voices: [system, espeak]\nlanguage: pt_br\nkeep_awake: off\nlook: light\nfigure: off\n"
        "keys: {balance: [space, f5], touch: T}\n"
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
        voices=("system", "espeak"),
        language="pt-BR",
        keep_awake=False,
        look="light",
        figure="off",
        keys={"balance": ("space", "f5"), "touch": ("t",)},
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
        ("volume: [40]\n", ":1:9: volume: expected a whole number from 0 to 100, found a list"),
        ("keys: [f5]\n", ":1:7: keys: expected actions with their keys, such as `balance: [space"),
        ("keys: {balnce: f5}\n", ":1:8: `balnce` is no action with a key; did you mean `balance`"),
        ("keys: {touch: ctrl+x}\n", "touch: expected a key such as `t`, `space`, `pagedown` or"),
        ("keys: {touch: []}\n", "touch: expected 1 to 20 keys, found nothing"),
        ("keys: {touch: [f5], balance: f5}\n", ":1:15: F5 is given to both `balance` and `touch`"),
        ("keys: {balance: t}\n", "T is given to `balance`, which leaves `touch` without a key"),
        ("keys: {weeks: left}\n", "← moves the cursor: give `weeks` another key"),
        ("volum: 1\nvolume: 101\n", ", and 1 more mistake; using the other settings."),
        ("volume: &here 40\n", "`&here` names a place"),
    ],
)
def test_a_mistake_is_one_sentence_and_costs_only_its_own_key(file, text, said):
    """It is named with its place; every other key is read."""
    settings, problem = read_settings(written(file, f"{text}muted: on\n"))
    expected = {"balance": ("f5",)} if "both" in said else {}
    assert settings == Settings(muted=True, keys=expected)
    assert said in problem
    assert problem.endswith("; using the other settings.")


def test_one_wrong_action_leaves_the_keys_of_the_others(file):
    """The keys of each action are a setting of their own."""
    text = "keys:\n  balance: [space, f5]\n  touch: ctrl+x\n  undo: z\n"
    settings, problem = read_settings(written(file, text))
    assert settings.keys == {"balance": ("space", "f5"), "undo": ("z",)}
    assert ":3:10: touch: expected a key" in problem


@pytest.mark.parametrize("text", ["- volume\n- 40\n", "volume 40\n", "40\n", "{volume: 40\n"])
def test_what_is_no_mapping_sets_nothing(file, text):
    """A list, a word, a number, a bracket left open: one sentence of ours."""
    settings, problem = read_settings(written(file, text))
    assert settings == Settings()
    assert problem.endswith("; using the default settings.")
    assert "expected the settings with keys such as `audio:`" in problem or "}" in problem


def test_changes_are_kept_and_the_rest_left_alone(file):
    """Comments and other keys stay as they were; what is new is added."""
    written(file, "# mine\nvolume: 40  # quiet house\nvoice: on")
    old, _ = read_settings(file)
    new = old.louder(20).switched("cues")
    assert keep_settings(file, old, new) == ""
    assert file.read_text() == "# mine\nvolume: 60  # quiet house\nvoice: on\ncues: off\n"
    assert read_settings(file) == (new, "")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("volume: 40       # percent\n", "volume: 60       # percent\n"),
        ("volume:   40 # a # b\nmuted: off\n", "volume:   60 # a # b\nmuted: off\n"),
        ("volume: '40' # quoted\n", "volume: 60 # quoted\n"),
        ('volume: "40"\n', "volume: 60\n"),
        ("volume : 40   \n", "volume : 60\n"),
        ("voice: on # a\r\nvolume: 40 # b\r\n", "voice: on # a\r\nvolume: 60 # b\r\n"),
        ("voice: on\r\n", "voice: on\r\nvolume: 60\r\n"),
        ("keys:\n  # volume: 40\n  touch: f2\n", None),
    ],
)
def test_a_comment_and_its_blanks_stay_where_they_are(file, before, after):
    """Whatever stands around the value of a changed key is left as it is."""
    written(file, "").write_bytes(before.encode())
    old, _ = read_settings(file)
    assert keep_settings(file, old, replace(old, volume=60)) == ""
    assert file.read_bytes().decode() == (after or f"{before}volume: 60\n")


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
        ("volume: 500\n", "expected a whole number from 0 to 100"),
        ("volume: 40\nvoice: maybe\n", "expected `on` or `off`"),
        ("keys: {balance: t}\nvolume: 40\n", "without a key"),
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
