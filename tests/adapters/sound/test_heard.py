"""The sound process plays to a real server, and its sink is recorded."""

from array import array
from pathlib import Path
from statistics import median

import pytest

from follow_along.adapters.sound.clock import now
from follow_along.adapters.sound.phrase_cache import MARGIN, PhraseCache
from follow_along.adapters.sound.samples import RATE
from follow_along.adapters.sound.voice import find_voice
from follow_along.core.cues.scheduled_cue import ScheduledCue
from follow_along.core.enums import CueName
from follow_along.core.settings import Settings
from tests.adapters.sound.cue_recognition import SHAPES, cues_in
from tests.adapters.sound.hearing import (
    MOMENT_S,
    assert_heard,
    interpreter_held,
    pass_time,
    ticks,
)
from tests.adapters.sound.pulse_server import SOUND_SERVER, first_notice, wait_until
from tests.adapters.sound.wav_files import write_pcm

pytestmark = SOUND_SERVER
SHIPPED = Path(__file__).parents[3] / "sounds"


def test_cues_are_heard_at_their_moments(pulse, play):
    """The program's interpreter is blocked and the plan replaced meanwhile."""
    sound = play()
    with interpreter_held():
        recording = pulse.record()
        assert wait_until(lambda: sound.audible)
        due = ticks(now() + 1.5, 20, 0.25)
        while now() < due[-1].at + 0.5:
            sound.plan([one for one in due if one.at > now()])
            pass_time(0.2)
        recording.stop()
    assert_heard(recording.sounds(), due)


def test_a_stop_is_silent_at_once(pulse, play, tmp_path):
    """Nothing of the old plan is heard once the stop cue has begun."""
    folder = tmp_path / "long"
    folder.mkdir()
    write_pcm(folder / "finish.wav", array("h", [8_000, -8_000] * 96_000))
    write_pcm(folder / "stop.wav", array("h", [20_000, -20_000] * 2_400))
    recording = pulse.record()
    sound = play(folder)
    assert wait_until(lambda: sound.audible)
    for _ in range(4):
        start = now() + 0.3
        sound.plan(
            [ScheduledCue(start, cue=CueName.FINISH), ScheduledCue(start + 1.7, cue=CueName.GO)]
        )
        pass_time(1.0)
        sound.plan([ScheduledCue(now() + 0.5, cue=CueName.STOP)], hush=True)
        pass_time(1.2)
    recording.stop()
    heard = recording.sounds(threshold=300)
    assert [round(one.peak, -3) for one in heard] == [8_000, 20_000] * 4


def test_muted_is_silent_and_the_plan_goes_on(pulse, play):
    """Cues after the unmuting are heard at their moments."""
    recording = pulse.record()
    sound = play()
    assert wait_until(lambda: sound.audible)
    due = ticks(now() + 1.0, 6, 0.8)
    sound.plan(due)
    sound.tune(Settings(muted=True))
    # Soon after a cue, so that a stall may take half a second before the next is sent.
    pass_time(due[2].at + 0.1 - now())
    sound.tune(Settings())
    pass_time(due[-1].at + 0.4 - now())
    recording.stop()
    assert_heard(recording.sounds(), due[3:])


def test_the_shipped_cues_are_heard(pulse, play):
    """Each is recognised by its sound."""
    recording = pulse.record()
    sound = play(SHIPPED)
    assert wait_until(lambda: sound.audible)
    at = now() + 1.0
    due = []
    for name in CueName:
        due.append(ScheduledCue(at, cue=name))
        at += SHAPES[name].length + 0.5
    sound.plan(due)
    pass_time(at + 0.3 - now())
    recording.stop()
    heard = cues_in(recording)
    assert [name for _, name in heard] == list(CueName)
    late = [moment - one.at for (moment, _), one in zip(heard, due, strict=True)]
    assert abs(median(late)) < MOMENT_S, late


def test_tempo_tones_are_turned_off_and_on(pulse, play):
    """Every tick among them is heard."""
    recording = pulse.record()
    sound = play()
    assert wait_until(lambda: sound.audible)
    first = now() + 1.0
    tones = [ScheduledCue(first + 0.8 * i, cue=CueName.UP) for i in range(9)]
    others = [ScheduledCue(first + 0.4 + 0.8 * i, cue=CueName.TICK) for i in range(9)]
    sound.plan(sorted([*tones, *others], key=lambda one: one.at))
    for tempo, until in ((True, 3), (False, 6), (True, 9)):
        sound.tune(Settings(tempo=tempo))
        # Soon after a tone, so that a stall may take half a second before the next is sent.
        pass_time(first + 0.8 * (until - 1) + 0.1 - now())
    pass_time(1.0)
    recording.stop()
    expected = sorted([*tones[:3], *tones[6:], *others], key=lambda one: one.at)
    assert_heard(recording.sounds(), expected)


def test_the_voice_is_heard(pulse, play, tmp_path):
    """A prepared phrase is spoken at its moment, to its end."""
    voice = find_voice("system", "en")
    if voice is None:
        pytest.skip("needs a voice (Debian: espeak-ng)")
    recording = pulse.record()
    sound = play(voice_folder=tmp_path / "voice")
    sound.prepare(["Take your time"])
    assert wait_until(lambda: sound.audible)
    at = now() + 1.0
    sound.plan(
        [ScheduledCue(at, phrase="Take your time"), ScheduledCue(at + 3.0, cue=CueName.TICK)]
    )
    pass_time(at + 3.5 - now())
    recording.stop()
    length = len(PhraseCache(tmp_path / "voice", voice).samples("Take your time")) / RATE
    heard = recording.sounds(threshold=300, gap=0.5)
    assert abs(heard[0].at - at) < MOMENT_S + MARGIN / RATE
    # A stall in it makes it longer.
    assert length - 0.1 < heard[0].length < length + 0.5
    assert len(heard) == 2


def test_a_bad_sound_file_of_the_users_is_named(play, clicks):
    """The other cues are played."""
    (clicks / "go.wav").write_bytes(b"not a sound")
    sound = play()
    assert str(clicks / "go.wav") in first_notice(sound)
    assert wait_until(lambda: sound.audible)
