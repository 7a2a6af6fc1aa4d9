"""Renders a plan into a WAV file, with the mixer that also plays it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from follow_along.adapters.sound.engine import SoundEngine, load_cues
from follow_along.adapters.sound.phrase_cache import PhraseCache
from follow_along.adapters.sound.protocol import Plan, Setup
from follow_along.adapters.sound.samples import RATE, Samples, write_wav
from follow_along.adapters.sound.voice import INSTALL, VoiceError, find_voice_command
from follow_along.core.cues.scheduled_cue import ScheduledCue

BLOCK = RATE // 10


def render(
    scheduled: Sequence[ScheduledCue],
    path: Path,
    *,
    cue_folders: Sequence[Path],
    voice_folder: Path | None = None,
    volume: float = 1.0,
) -> list[str]:
    """Write what is heard of a plan, from the moment 0 to the end of its last sound, as WAV.

    `cue_folders` and `voice_folder` are those of `open_sound`. Returns a sentence for everything
    that is missing in the file. Raises OSError when the file cannot be written.
    """
    notices: list[str] = []
    setup = Setup("render", [], volume=volume, voice=voice_folder is not None)
    engine = SoundEngine(load_cues(cue_folders, notices.append), setup)
    if voice_folder is not None:
        phrases = dict.fromkeys(cue.phrase for cue in scheduled if cue.phrase)
        _load_phrases(list(phrases), voice_folder, engine, notices)
    engine.plan(Plan(list(scheduled)))
    end = max((cue.at for cue in scheduled), default=0.0)
    write_wav(path, _blocks(engine, end))
    return notices


def _load_phrases(
    phrases: Sequence[str], folder: Path, engine: SoundEngine, notices: list[str]
) -> None:
    """Load every phrase into the engine."""
    voice = find_voice_command()
    if voice is None:
        notices.append(INSTALL)
        return
    cache = PhraseCache(folder, voice)
    for phrase in phrases:
        try:
            engine.phrases[phrase] = cache.samples(phrase)
        except VoiceError as error:
            notices.append(f"“{phrase}” is not spoken, because {error}.")


def _blocks(engine: SoundEngine, end: float) -> Iterator[Samples]:
    """Give the sound block by block, until `end` is past and every sound has ended."""
    block = 0
    while block * BLOCK / RATE <= end or engine.sounding:
        yield engine.render(BLOCK, block * BLOCK / RATE)
        block += 1
