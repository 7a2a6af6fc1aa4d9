"""A plan as a WAV file, by the mixer that plays it; nothing sounds, nobody waits."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from follow_along.core.due import Due
from follow_along.edges.sound.desk import Desk, load_cues
from follow_along.edges.sound.messages import Plan, Setup
from follow_along.edges.sound.phrases import PhraseBook
from follow_along.edges.sound.samples import RATE, Samples, write_wav
from follow_along.edges.sound.voice import INSTALL, VoiceError, find_engine

BLOCK = RATE // 10


def render(
    due: Sequence[Due],
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
    desk = Desk(load_cues(cue_folders, notices.append), setup)
    if voice_folder is not None:
        _speak({one.words: None for one in due if one.words}, voice_folder, desk, notices)
    desk.plan(Plan(list(due)))
    end = max((one.at for one in due), default=0.0)
    write_wav(path, _blocks(desk, end))
    return notices


def _speak(phrases: dict[str, None], folder: Path, desk: Desk, notices: list[str]) -> None:
    """Have every phrase ready at the desk."""
    engine = find_engine()
    if engine is None:
        notices.append(INSTALL)
        return
    book = PhraseBook(folder, engine)
    for words in phrases:
        try:
            desk.phrases[words] = book.samples(words)
        except VoiceError as why:
            notices.append(f"“{words}” is not spoken, because {why}.")


def _blocks(desk: Desk, end: float) -> Iterator[Samples]:
    """Give the sound block by block, until `end` is past and all has rung out."""
    block = 0
    while block * BLOCK / RATE <= end or desk.sounding:
        yield desk.render(BLOCK, block * BLOCK / RATE)
        block += 1
