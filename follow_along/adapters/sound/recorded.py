"""The phrases that are recorded ahead of time and shipped, by text and language.

`catalogue.tsv` in their folder has a line for each: file, language, voice, licence and text.
"""

from pathlib import Path
from typing import NamedTuple

from follow_along.adapters.safe_read import UnreadableFileError, read_bytes
from follow_along.adapters.sound.phrase_cache import trimmed
from follow_along.adapters.sound.samples import RATE, Samples
from follow_along.core.language import primary

CATALOGUE = "catalogue.tsv"
_MAX_BYTES = 1024 * 1024


class RecordedPhrase(NamedTuple):
    """A line of the catalogue."""

    file: str
    language: str
    voice: str
    licence: str
    text: str


def read_catalogue(folder: Path) -> list[RecordedPhrase]:
    """Return the catalogue of a folder; nothing if there is none."""
    try:
        lines = (folder / CATALOGUE).read_text("utf-8").splitlines()[1:]
        return [RecordedPhrase(*line.split("\t")) for line in lines]
    except (OSError, TypeError, UnicodeDecodeError):
        return []


class RecordedPhrases:
    """The recorded phrases of a language. Their files are MP3, which miniaudio decodes."""

    def __init__(self, folder: Path | None, language: str) -> None:
        self._folder = folder or Path()
        catalogue = read_catalogue(folder) if folder else []
        own = (each for each in catalogue if each.language == primary(language))
        self._files = {each.text: each.file for each in own}

    def has(self, text: str) -> bool:
        """Whether a text is recorded."""
        return text in self._files

    def samples(self, text: str) -> Samples | None:
        """Return what is recorded of a text; None if nothing is, or nothing can be decoded."""
        if text not in self._files:
            return None
        try:
            return _decoded(read_bytes(self._folder / self._files[text], _MAX_BYTES))
        except (ImportError, UnreadableFileError, ValueError):
            return None


def _decoded(data: bytes) -> Samples:
    """Return the sound of a compressed file. Raises ValueError for another one."""
    # A machine without its wheel may play through another library.
    import miniaudio  # noqa: PLC0415

    try:
        decoded = miniaudio.decode(data, nchannels=1, sample_rate=RATE)
    except miniaudio.MiniaudioError as error:
        raise ValueError(str(error)) from error
    # The format adds silence at both ends.
    return trimmed(decoded.samples)
