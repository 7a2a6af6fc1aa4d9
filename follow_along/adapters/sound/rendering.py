"""Renders a plan into a WAV file, with the mixer that also plays it."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from follow_along.adapters.sound.engine import SoundEngine, load_cues
from follow_along.adapters.sound.protocol import Plan, Setup
from follow_along.adapters.sound.samples import RATE, Samples, write_wav
from follow_along.adapters.sound.speaker import NoVoiceError
from follow_along.adapters.sound.voice import VoiceError
from follow_along.core.cues.scheduled_cue import ScheduledCue, sentences

BLOCK = RATE // 10


def render(
    scheduled: Sequence[ScheduledCue],
    path: Path,
    *,
    cue_folders: Sequence[Path],
    say: Callable[[str], Samples] | None = None,
    volume: float = 1.0,
) -> list[str]:
    """Write what is heard of a plan, from the moment 0 to the end of its last sound, as WAV.

    `cue_folders` are those of `open_sound`. `say` returns the samples of a sentence, or raises
    VoiceError; without it nothing is spoken. Returns a sentence for everything that is missing in
    the file. Raises OSError when the file cannot be written.
    """
    notices: list[str] = []
    setup = Setup("render", [], volume=volume, voice=say is not None)
    engine = SoundEngine(load_cues(cue_folders, notices.append), setup)
    if say is not None:
        texts = [text for cue in scheduled for form in cue.forms for text in sentences(form)]
        for text in dict.fromkeys(texts):
            engine.phrases[text] = _spoken(say, text, notices)
    engine.plan(Plan(list(scheduled)))
    end = max((cue.at for cue in scheduled), default=0.0)
    write_wav(path, _blocks(engine, end))
    return notices


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


def _blocks(engine: SoundEngine, end: float) -> Iterator[Samples]:
    """Give the sound block by block, until `end` is past and every sound has ended."""
    block = 0
    while block * BLOCK / RATE <= end or engine.sounding:
        yield engine.render(BLOCK, block * BLOCK / RATE)
        block += 1
