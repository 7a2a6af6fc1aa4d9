"""Renders a plan into samples, with the mixer that also plays it."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from follow_along.adapters.sound.engine import SoundEngine, load_cues
from follow_along.adapters.sound.protocol import Plan, Setup
from follow_along.adapters.sound.samples import RATE, Samples, write_wav
from follow_along.adapters.sound.speaker import NoVoiceError
from follow_along.adapters.sound.voice import VoiceError
from follow_along.core.cues.scheduled_cue import ScheduledCue, sentences

BLOCK = RATE // 10


class Spoken(NamedTuple):
    """A phrase that is spoken, from `at` to `end` (seconds)."""

    at: float
    end: float
    text: str


class Soundtrack:
    """What is heard of a plan, from the moment 0 to the end of its last sound.

    `cue_folders` are those of `open_sound`. `say` returns the samples of a sentence, or raises
    VoiceError; without it nothing is spoken.
    """

    def __init__(
        self,
        scheduled: Sequence[ScheduledCue],
        *,
        cue_folders: Sequence[Path],
        say: Callable[[str], Samples] | None = None,
        volume: float = 1.0,
    ) -> None:
        self.notices: list[str] = []
        """A sentence for everything that is missing in it."""
        self._plan = Plan(list(scheduled))
        self._setup = Setup("render", [], volume=volume, voice=say is not None)
        self._cues = load_cues(cue_folders, self.notices.append)
        texts = [text for cue in scheduled for form in cue.forms for text in sentences(form)]
        self._phrases = {
            text: _spoken(say, text, self.notices) for text in dict.fromkeys(texts) if say
        }
        self._end = max((cue.at for cue in scheduled), default=0.0)

    def blocks(self) -> Iterator[Samples]:
        """Give the sound block by block, until every sound has ended."""
        engine, block = self._engine(), 0
        while block * BLOCK / RATE <= self._end or engine.sounding:
            yield engine.render(BLOCK, block * BLOCK / RATE)
            block += 1

    def spoken(self) -> Iterator[Spoken]:
        """Give the phrases that have a voice, in order."""
        engine, block = self._engine(), 0
        while block * BLOCK / RATE <= self._end:
            for onset in engine.pop_onsets(block * BLOCK / RATE, (block + 1) * BLOCK / RATE):
                if onset.spoken and onset.samples:
                    text = " ".join(sentences(onset.cue.phrase or ""))
                    yield Spoken(onset.at, onset.at + len(onset.samples) / RATE, text)
            block += 1

    def _engine(self) -> SoundEngine:
        engine = SoundEngine(self._cues, self._setup)
        engine.phrases = self._phrases
        engine.plan(self._plan)
        return engine


def render(
    scheduled: Sequence[ScheduledCue],
    path: Path,
    *,
    cue_folders: Sequence[Path],
    say: Callable[[str], Samples] | None = None,
    volume: float = 1.0,
) -> list[str]:
    """Write the soundtrack of a plan as WAV.

    Returns a sentence for everything that is missing in the file. Raises OSError when the file
    cannot be written.
    """
    soundtrack = Soundtrack(scheduled, cue_folders=cue_folders, say=say, volume=volume)
    write_wav(path, soundtrack.blocks())
    return soundtrack.notices


def _spoken(say: Callable[[str], Samples], text: str, notices: list[str]) -> Samples:
    """Return a sentence; nothing, with a notice, if no voice can speak it."""
    try:
        return say(text)
    except NoVoiceError as error:
        notice = str(error)
    except VoiceError as error:
        notice = f"“{text}” is not spoken, because {error}."
    if notice not in notices:
        notices.append(notice)
    return array("h")
