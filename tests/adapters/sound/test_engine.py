"""Which sound files the engine uses, and what each message changes."""

import os
from array import array
from pathlib import Path

import pytest

from follow_along.adapters.sound.engine import SoundEngine, load_cues
from follow_along.adapters.sound.protocol import Plan, Setup, Tune
from follow_along.core.cues.scheduled_cue import ScheduledCue
from follow_along.core.enums import CueName
from tests.adapters.sound.wav_files import write_pcm

SOUND = array("h", [9_000] * 2_400)


@pytest.fixture
def notices():
    """The sentences for the user."""
    return []


@pytest.fixture
def engine():
    """An engine with a cue, a tone and a phrase."""
    engine = SoundEngine({CueName.GO: SOUND, CueName.UP: SOUND}, Setup("auto", []))
    engine.phrases["left foot"] = SOUND
    return engine


def test_the_first_folder_wins(tmp_path, notices):
    """A sound of the user's own replaces the shipped one; the others stay."""
    own, shipped = tmp_path / "own", tmp_path / "shipped"
    for folder, value in ((own, 1), (shipped, 2)):
        folder.mkdir()
        write_pcm(folder / "go.wav", array("h", [value] * 10))
    write_pcm(shipped / "rest.wav", array("h", [2] * 10))
    cues = load_cues([own, shipped], notices.append)
    assert {name: sound[0] for name, sound in cues.items()} == {CueName.GO: 1, CueName.REST: 2}
    assert notices == []


def test_a_bad_file_is_named_and_the_next_folder_serves(tmp_path, notices):
    """The cue is not lost."""
    own, shipped = tmp_path / "own", tmp_path / "shipped"
    for folder in (own, shipped):
        folder.mkdir()
    write_pcm(own / "go.wav", array("h", [1] * 48_000 * 6))
    write_pcm(shipped / "go.wav", array("h", [2] * 10))
    assert load_cues([own, shipped], notices.append)[CueName.GO][0] == 2
    assert notices == [
        f"{own / 'go.wav'} is not used, because it is longer than 5 seconds. "
        "A cue sound is a 16-bit PCM WAV file of at most 5 seconds."
    ]


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (os.mkfifo, "this is a pipe, not a file"),
        (Path.mkdir, "this is a folder, not a file"),
        (lambda path: path.symlink_to("nothing"), "this is a link to a file that does not exist"),
        (lambda path: path.symlink_to(path.name), "the file is a link that leads in a circle"),
        (lambda path: path.symlink_to("/dev/zero"), "this is a device, not a file"),
    ],
)
def test_whatever_lies_in_the_place_of_a_cue_sound_is_named(tmp_path, notices, make, words):
    """It is not taken for a missing file; a link to a good file is followed."""
    own, shipped = tmp_path / "own", tmp_path / "shipped"
    for folder in (own, shipped):
        folder.mkdir()
    write_pcm(shipped / "go.wav", array("h", [2] * 10))
    make(own / "go.wav")
    write_pcm(shipped / "rest.wav", array("h", [2] * 10))
    write_pcm(tmp_path / "other.wav", array("h", [1] * 10))
    (own / "rest.wav").symlink_to(tmp_path / "other.wav")
    cues = load_cues([own, shipped], notices.append)
    assert (cues[CueName.GO][0], cues[CueName.REST][0]) == (2, 1)
    assert len(notices) == 1
    assert f"{own / 'go.wav'} is not used, because {words}." in notices[0]


def test_a_folder_of_sounds_that_cannot_be_searched_is_named_once(tmp_path, notices):
    """A file lies there, or the folder is closed to the user; a missing folder is no problem."""
    shipped, own = tmp_path / "shipped", tmp_path / "own"
    shipped.mkdir()
    write_pcm(shipped / "go.wav", array("h", [2] * 10))
    assert load_cues([own, shipped], notices.append)[CueName.GO][0] == 2
    assert notices == []
    own.touch()
    assert load_cues([own, shipped], notices.append)[CueName.GO][0] == 2
    assert notices == [f"No cue sounds are taken from {own}: Not a directory."]


@pytest.mark.parametrize("name", ["go.mp3", "go.ogg", "Go.flac", "go.wav.bak", "GO"])
def test_a_cue_sound_in_another_format_is_named(tmp_path, notices, name):
    """A person who put it there expects to hear it; other files are nobody's mistake."""
    (tmp_path / name).touch()
    (tmp_path / "notes.txt").touch()
    expected = f"{tmp_path / name} is not used, because a cue sound is a WAV file: go.wav."
    load_cues([tmp_path], notices.append)
    assert notices == ([] if name == "go.wav.bak" else [expected])
    write_pcm(tmp_path / "go.wav", array("h", [1] * 10))
    notices.clear()
    load_cues([tmp_path], notices.append)
    assert notices == []


def test_progress_is_reported_before_each_file(tmp_path, notices):
    """Large files take long on a slow machine, and a silent process is taken for one that hangs."""
    for name in ("go", "rest"):
        write_pcm(tmp_path / f"{name}.wav", array("h", [1] * 10))
    progress = []
    load_cues([tmp_path], notices.append, lambda: progress.append(len(progress)))
    assert len(progress) == 2


def test_a_plan_is_played(engine):
    """Its cues and phrases are heard."""
    engine.plan(Plan([ScheduledCue(1.0, cue=CueName.GO), ScheduledCue(2.0, phrase="left foot")]))
    assert any(engine.render(1_000, 1.0))
    assert any(engine.render(1_000, 2.01))


def test_a_hush_ends_what_sounds(engine):
    """Only the plan that comes with it is heard."""
    engine.plan(Plan([ScheduledCue(1.0, cue=CueName.GO)]))
    engine.render(1_000, 1.0)
    engine.plan(Plan(hush=True))
    engine.render(1_000, 1.02)
    assert not any(engine.render(1_000, 1.04))


def test_turning_the_voice_off_ends_it_at_once(engine):
    """The phrase that sounds is faded out; cues go on."""
    engine.plan(Plan([ScheduledCue(1.0, phrase="left foot"), ScheduledCue(1.06, cue=CueName.GO)]))
    engine.render(1_000, 1.0)
    engine.tune(Tune(1.0, cues=True, tempo=True, voice=False, muted=False))
    rest = engine.render(1_440, 1.0 + 1_000 / 48_000)
    assert not any(rest[481:])
    assert any(engine.render(1_000, 1.05))


def test_turning_the_tempo_off_leaves_every_other_cue(engine):
    """A cue that sounds is not cut off."""
    engine.plan(Plan([ScheduledCue(1.0, cue=CueName.GO), ScheduledCue(1.06, cue=CueName.UP)]))
    before = engine.hush_count
    heard = engine.render(1_000, 1.0)
    engine.tune(Tune(1.0, cues=True, tempo=False, voice=True, muted=False))
    heard += engine.render(5_000, 1.0 + 1_000 / 48_000)
    assert heard == SOUND + array("h", [0] * 3_600)
    assert engine.hush_count == before


@pytest.mark.parametrize(
    ("tune", "gain"),
    [
        (Tune(0.5, cues=True, tempo=True, voice=True, muted=False), 0.5),
        (Tune(0.5, cues=True, tempo=True, voice=True, muted=True), 0.0),
    ],
)
def test_a_backend_that_mixes_by_itself_is_given_the_gain(engine, tune, gain):
    """Volume and mute make one number."""
    engine.tune(tune)
    assert engine.gain == gain


def test_a_backend_that_mixes_by_itself_is_given_the_hushes(engine):
    """A plan without a hush does not count."""
    before = engine.hush_count
    engine.plan(Plan([ScheduledCue(1.0, cue=CueName.GO)]))
    assert engine.hush_count == before
    engine.plan(Plan(hush=True))
    assert engine.hush_count == before + 1
    assert engine.pop_onsets(0.9, 1.1) == []
