"""A plan as a WAV file, by the mixer that plays it; nothing sounds, nobody waits."""

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
    due: Sequence[ScheduledCue],
    path: Path,
    *,
    cue_folders: Sequence[Path],
    voice_folder: Path | None = None,
    volume: float = 1.0,
) -> list[str]:
    """Write what is heard of `due` from the moment 0 until all has been said into a WAV file.

    The other arguments are those of `open_sound`. Returns a sentence for whatever could not be
    done. Raises OSError if the file cannot be written.
    """
    notices: list[str] = []
    setup = Setup("render", [], volume=volume, voice=voice_folder is not None)
    desk = SoundEngine(load_cues(cue_folders, notices.append), setup)
    if voice_folder is not None:
        _speak({one.phrase: None for one in due if one.phrase}, voice_folder, desk, notices)
    desk.plan(Plan(list(due)))
    end = max((one.at for one in due), default=0.0)
    write_wav(path, _blocks(desk, end))
    return notices


def _speak(phrases: dict[str, None], folder: Path, desk: SoundEngine, notices: list[str]) -> None:
    """Have every phrase ready at the desk."""
    engine = find_voice_command()
    if engine is None:
        notices.append(INSTALL)
        return
    book = PhraseCache(folder, engine)
    for words in phrases:
        try:
            desk.phrases[words] = book.samples(words)
        except VoiceError as why:
            notices.append(f"“{words}” is not spoken, because {why}.")


def _blocks(desk: SoundEngine, end: float) -> Iterator[Samples]:
    """Give the sound block by block, until `end` is past and all has rung out."""
    block = 0
    while block * BLOCK / RATE <= end or desk.sounding:
        yield desk.render(BLOCK, block * BLOCK / RATE)
        block += 1
