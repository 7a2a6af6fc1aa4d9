"""The desk: which files sound, and what messages change."""

from array import array

import pytest

from follow_along.adapters.sound.engine import SoundEngine, load_cues
from follow_along.adapters.sound.protocol import Plan, Setup, Tune
from follow_along.core.cues.scheduled_cue import ScheduledCue
from follow_along.core.enums import CueName
from tests.adapters.sound.wav_files import write_pcm

SOUND = array("h", [9_000] * 2_400)


@pytest.fixture
def said():
    """The sentences for the person."""
    return []


@pytest.fixture
def desk():
    """A desk with a cue, a tone and a phrase."""
    desk = SoundEngine({CueName.GO: SOUND, CueName.UP: SOUND}, Setup("auto", []))
    desk.phrases["left foot"] = SOUND
    return desk


def test_the_first_folder_wins(tmp_path, said):
    """A person's own sound replaces the shipped one; the others stay."""
    own, shipped = tmp_path / "own", tmp_path / "shipped"
    for folder, value in ((own, 1), (shipped, 2)):
        folder.mkdir()
        write_pcm(folder / "go.wav", array("h", [value] * 10))
    write_pcm(shipped / "rest.wav", array("h", [2] * 10))
    cues = load_cues([own, shipped], said.append)
    assert {name: sound[0] for name, sound in cues.items()} == {CueName.GO: 1, CueName.REST: 2}
    assert said == []


def test_a_bad_file_is_named_and_the_next_folder_serves(tmp_path, said):
    """A wrong file costs a sentence, not the cue."""
    own, shipped = tmp_path / "own", tmp_path / "shipped"
    for folder in (own, shipped):
        folder.mkdir()
    write_pcm(own / "go.wav", array("h", [1] * 48_000 * 6))
    write_pcm(shipped / "go.wav", array("h", [2] * 10))
    assert load_cues([own, shipped], said.append)[CueName.GO][0] == 2
    assert said == [
        f"{own / 'go.wav'} is left out, because it is longer than 5 seconds; "
        "save it as a shorter 16-bit PCM WAV file."
    ]


def test_a_plan_is_played(desk):
    """Cues and phrases that are there are heard."""
    desk.plan(Plan([ScheduledCue(1.0, cue=CueName.GO), ScheduledCue(2.0, phrase="left foot")]))
    assert any(desk.render(1_000, 1.0))
    assert any(desk.render(1_000, 2.01))


def test_a_hush_ends_what_sounds(desk):
    """The plan that comes with a hush is all that is heard."""
    desk.plan(Plan([ScheduledCue(1.0, cue=CueName.GO)]))
    desk.render(1_000, 1.0)
    desk.plan(Plan(hush=True))
    desk.render(1_000, 1.02)
    assert not any(desk.render(1_000, 1.04))


def test_turning_the_voice_off_ends_it_at_once(desk):
    """What is being said is faded out; cues go on."""
    desk.plan(Plan([ScheduledCue(1.0, phrase="left foot"), ScheduledCue(1.06, cue=CueName.GO)]))
    desk.render(1_000, 1.0)
    desk.tune(Tune(1.0, cues=True, tempo=True, voice=False, muted=False))
    rest = desk.render(1_440, 1.0 + 1_000 / 48_000)
    assert not any(rest[481:])
    assert any(desk.render(1_000, 1.05))


def test_turning_the_tempo_off_leaves_every_other_cue(desk):
    """The tones to come are silent; a cue that sounds is not broken off."""
    desk.plan(Plan([ScheduledCue(1.0, cue=CueName.GO), ScheduledCue(1.06, cue=CueName.UP)]))
    before = desk.hushed
    heard = desk.render(1_000, 1.0)
    desk.tune(Tune(1.0, cues=True, tempo=False, voice=True, muted=False))
    heard += desk.render(5_000, 1.0 + 1_000 / 48_000)
    assert heard == SOUND + array("h", [0] * 3_600)
    assert desk.hushed == before


@pytest.mark.parametrize(
    ("tune", "gain"),
    [
        (Tune(0.5, cues=True, tempo=True, voice=True, muted=False), 0.5),
        (Tune(0.5, cues=True, tempo=True, voice=True, muted=True), 0.0),
    ],
)
def test_an_output_that_mixes_by_itself_is_told_how_loud(desk, tune, gain):
    """Volume and mute reach it as one figure."""
    desk.tune(tune)
    assert desk.gain == gain


def test_an_output_that_mixes_by_itself_is_told_of_a_hush(desk):
    """It counts the hushes; a plan without one does not count."""
    before = desk.hushed
    desk.plan(Plan([ScheduledCue(1.0, cue=CueName.GO)]))
    assert desk.hushed == before
    desk.plan(Plan(hush=True))
    assert desk.hushed == before + 1
    assert desk.take(0.9, 1.1) == []
