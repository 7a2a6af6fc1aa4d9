"""The shipped sessions as WAV files: the whole soundtrack, to the sample."""

import json
import shutil
import subprocess
import wave
from array import array
from operator import add, sub
from pathlib import Path

import pytest
from click.testing import CliRunner

from follow_along.adapters.paths import shipped
from follow_along.adapters.sessions.loader import read_record
from follow_along.adapters.sound.loudness import evened
from follow_along.adapters.sound.mixer import DUCK_S
from follow_along.adapters.sound.phrase_cache import trimmed
from follow_along.adapters.sound.samples import RATE, Samples, join, read_wav
from follow_along.adapters.sound.speaker import Speaker
from follow_along.cli import main
from follow_along.core.cues.plan import plan
from follow_along.core.cues.scheduled_cue import ScheduledCue, sentences
from follow_along.core.enums import CueName, Side
from follow_along.core.run.player import Action, new_player
from follow_along.core.run.rules import act
from follow_along.core.sessions.session import Session
from follow_along.core.sessions.timeline import build_timeline
from tests.adapters.sound.hearing import likeness

WEEKS = [f"foot-ankle-{number}" for number in range(1, 6)]
CUES = {cue: read_wav(shipped("sounds") / f"{cue}.wav") for cue in CueName}
DUCK = round(DUCK_S * RATE)
ALIKE = 0.999
DUCKED_ALIKE = 0.8
"""A phrase is quieter where a cue overlaps its beginning or its end."""
NAME = "<emphasis>Stand</emphasis> $(touch x)"
SAID = [
    '<speak>Grow <break time="9s"/> "tall"</speak>',
    "$(touch x) `touch x`; touch x; it's",
    "-f /etc/passwd & touch x | 'x",
]

needs_espeak = pytest.mark.skipif(
    shutil.which("espeak-ng") is None, reason="needs a voice (Debian: espeak-ng)"
)


@pytest.fixture
def rendered(tmp_path, monkeypatch):
    """Render a session by the command, in an empty home directory, and return its samples."""
    for name in ("DATA", "CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))

    def render(session: str, *options: str) -> Samples:
        path = tmp_path / "out.wav"
        arguments = ["render", session, str(path), "--first-side", "left", *options]
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == 0, result.output
        # Nothing is missing in it.
        assert result.output.startswith("Wrote ")
        assert result.output.count("\n") == 1
        with wave.open(str(path), "rb") as file:
            return array("h", file.readframes(file.getnframes()))

    return render


@pytest.fixture
def alone(tmp_path):
    """Return a phrase as it is recorded, its sentences one after another."""
    speaker = Speaker(tmp_path / "alone", shipped("phrases"), ("recorded",))
    return lambda phrase: join([speaker.samples(text, "en") for text in sentences(phrase)])


def planned(week: str) -> tuple[ScheduledCue, ...]:
    """Everything due in a session begun at 0 and never stopped."""
    session = read_record(shipped("sessions") / f"{week}.yaml", Session)
    begun = act(new_player(build_timeline(session, Side.LEFT)), Action.BIG_KEY, 0.0).player
    return plan(begun, 0.0)


def at(seconds: float) -> int:
    """Return the sample of a moment."""
    return round(seconds * RATE)


def cues_alone(due: tuple[ScheduledCue, ...], frames: int) -> Samples:
    """Return `frames` samples: the sum of all cues at their moments, and zeros elsewhere."""
    samples = array("h", bytes(2 * frames))
    for one in due:
        if one.cue:
            sound = CUES[one.cue]
            span = slice(at(one.at), at(one.at) + len(sound))
            samples[span] = array("h", map(add, samples[span], sound))
    return samples


def differing(one: Samples, other: Samples) -> float | None:
    """Return the first moment at which two recordings differ (seconds); None if none."""
    if one == other:
        return None
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other))) / RATE


@pytest.mark.parametrize(
    "week", [WEEKS[0], *(pytest.param(week, marks=pytest.mark.slow) for week in WEEKS[1:])]
)
def test_every_cue_of_a_session_is_at_its_sample(rendered, week):
    """The file is the sum of the shipped sounds at their moments, and nothing else."""
    due = planned(week)
    samples = rendered(week, "--no-voice")
    assert sum(one.cue is CueName.FINISH for one in due) == 1
    assert differing(samples, cues_alone(due, len(samples))) is None


@pytest.mark.slow
def test_every_phrase_of_week_1_is_where_it_belongs(rendered, alone, monkeypatch):
    """At its moment or as soon as the one before is over; to the sample where no cue ducks it.

    The tones of a tempo duck nothing. The machine has no voice: all is recorded.
    """
    monkeypatch.setattr("follow_along.adapters.sound.speaker.find_voice", lambda *_: None)
    due = planned(WEEKS[0])
    samples = rendered(WEEKS[0])
    expected = cues_alone(due, len(samples))
    rings = [
        (at(one.at), at(one.at) + len(CUES[one.cue]))
        for one in due
        if one.cue and not one.is_tempo_tone
    ]
    end = 0
    for one in due:
        phrase = alone(one.phrase) if one.phrase else None
        if phrase is None or not has_room(one, len(phrase)):
            continue
        first = max(at(one.at), end)
        end = first + len(phrase)
        spoken = array("h", map(sub, samples[first:end], expected[first:end]))
        ducked = [(i, last + DUCK) for i, last in rings if first < last + DUCK and i < end]
        assert likeness(spoken, phrase) > (DUCKED_ALIKE if ducked else ALIKE), one
        for left, right in ducked:
            span = slice(max(0, left - first), right - first)
            spoken[span] = phrase[span]
        assert differing(spoken, phrase) is None, one
        expected[first:end] = samples[first:end]
    # Between the phrases there are the cues alone.
    assert differing(samples, expected) is None


def has_room(due: ScheduledCue, frames: int) -> bool:
    """Whether a phrase ends before the ticks of the next change."""
    return due.until is None or due.at + frames / RATE <= due.until


def test_every_phrase_has_room(alone):
    """No phrase of the shipped sessions is left out or shortened because it is too long."""
    for week in WEEKS:
        free_from = 0.0
        for one in planned(week):
            if one.phrase:
                begins = max(one.at, free_from)
                free_from = begins + len(alone(one.phrase)) / RATE
                assert begins - one.at <= one.patience, one
                assert one.until is None or free_from <= one.until, one


def reading(text: str, folder: Path, *options: str) -> Samples:
    """Return how espeak-ng reads a text; without options it ignores markup."""
    file, wav = folder / "text.txt", folder / "reading.wav"
    file.write_text(text)
    command = ["espeak-ng", "-v", "en", "-s", "150", "-b", "1", *options, "-f", file, "-w", wav]
    subprocess.run(command, check=True)
    return evened(trimmed(read_wav(wav)))


@needs_espeak
def test_markup_and_commands_in_a_session_are_spoken_as_text(rendered, tmp_path, monkeypatch):
    """Each text is read as with markup off, and no command is run."""
    here, aside = tmp_path / "here", tmp_path / "aside"
    here.mkdir()
    aside.mkdir()
    monkeypatch.chdir(here)
    cues = "\n".join(f"      - {json.dumps(cue)}" for cue in SAID)
    session = tmp_path / "odd.yaml"
    session.write_text(
        f"title: Odd\nexercises:\n  - name: {json.dumps(NAME)}\n    id: odd\n    sides: both\n"
        f"    work: 200s\n    cues:\n{cues}\n"
    )
    samples = rendered(str(session))
    texts = {1.0: f"Next: {NAME}.", 16.5: SAID[0], 65.0: SAID[1], 165.0: SAID[2]}
    for moment, text in texts.items():
        read = reading(text, aside)
        assert differing(samples[at(moment) : at(moment) + len(read)], read) is None, text
    assert reading(SAID[0], aside, "-m") != reading(SAID[0], aside)
    assert list(here.iterdir()) == []
