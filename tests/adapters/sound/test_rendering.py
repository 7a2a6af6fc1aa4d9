"""A plan is rendered into a WAV file."""

from functools import partial
from pathlib import Path

import pytest

from follow_along.adapters.sound.phrase_cache import PhraseCache
from follow_along.adapters.sound.rendering import render
from follow_along.adapters.sound.samples import RATE, read_wav
from follow_along.adapters.sound.speaker import Speaker, no_voice
from follow_along.adapters.sound.voice import find_voice
from follow_along.core.cues.scheduled_cue import ScheduledCue
from follow_along.core.enums import CueName

SHIPPED = Path(__file__).parents[3] / "sounds"


def at(seconds):
    """Return the index of the sample at a moment."""
    return round(seconds * RATE)


def test_every_cue_is_at_its_sample(tmp_path, clicks):
    """The file has a click wherever the plan has a cue, and zeros elsewhere."""
    moments = [0.0, 0.5, 1.23456, 3.0]
    path = tmp_path / "out.wav"
    due = [ScheduledCue(moment, cue=CueName.TICK) for moment in moments]
    assert render(due, path, cue_folders=[clicks]) == []
    samples = read_wav(path)
    loud = [i for i, value in enumerate(samples) if value]
    assert loud == [at(moment) + i for moment in moments for i in range(480)]


def test_the_last_sound_rings_out(tmp_path):
    """The file ends after the end of the last sound, not at its beginning."""
    path = tmp_path / "out.wav"
    render([ScheduledCue(1.0, cue=CueName.FINISH)], path, cue_folders=[SHIPPED])
    finish = read_wav(SHIPPED / "finish.wav")
    assert read_wav(path)[RATE : RATE + len(finish)] == finish


def test_no_plan_is_a_short_silence(tmp_path):
    """An empty plan makes a file all the same."""
    render([], tmp_path / "out.wav", cue_folders=[SHIPPED])
    assert not any(read_wav(tmp_path / "out.wav"))


def test_a_phrase_lies_where_it_belongs(tmp_path):
    """It has the voice's own samples; one that would end too late is left out."""
    voice = find_voice("system", "en")
    if voice is None:
        pytest.skip("needs a voice (Debian: espeak-ng)")
    path, folder = tmp_path / "out.wav", tmp_path / "voice"
    due = [
        ScheduledCue(0.5, phrase="Left foot"),
        ScheduledCue(4.0, phrase="Never said, for want of time", until=4.5),
        ScheduledCue(6.0, cue=CueName.GO),
    ]
    say = partial(Speaker(folder, None, ("system",)).samples, language="en")
    assert render(due, path, cue_folders=[SHIPPED], say=say) == []
    phrase = PhraseCache(folder, voice).samples("Left foot")
    samples = read_wav(path)
    assert samples[at(0.5) : at(0.5) + len(phrase)] == phrase
    assert not any(samples[at(4.0) : at(6.0)])


def test_no_voice_is_said_and_the_cues_are_there(tmp_path):
    """One sentence says what to install."""
    path = tmp_path / "out.wav"
    due = [ScheduledCue(0.5, phrase="Links\nRechts"), ScheduledCue(1.0, cue=CueName.GO)]
    say = partial(Speaker(tmp_path, None, ("recorded",)).samples, language="de")
    assert render(due, path, cue_folders=[SHIPPED], say=say) == [no_voice("de")]
    assert any(read_wav(path))


def test_a_folder_that_is_not_there_is_an_os_error(tmp_path):
    """The caller reports it."""
    with pytest.raises(OSError, match="nowhere"):
        render([], tmp_path / "nowhere" / "out.wav", cue_folders=[SHIPPED])
