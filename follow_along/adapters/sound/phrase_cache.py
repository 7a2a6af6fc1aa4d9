"""Phrases as WAV files: rendered once by the system's voice and kept."""

import hashlib
import os
import threading
from array import array
from pathlib import Path
from typing import TYPE_CHECKING

from follow_along.adapters.sound.loudness import evened
from follow_along.adapters.sound.samples import BadWavError, Samples, read_wav, write_wav
from follow_along.adapters.sound.voice import VoiceCommand, VoiceError

if TYPE_CHECKING:
    import tempfile

QUIET = 200
"""A sample below this is the silence that a voice gives before and after the words."""
MARGIN = 480
"""Samples of that silence that are kept."""
_MADE = "trimmed, evened"
"""What is done to a phrase before it is kept: with another treatment it is another file."""
MOST_KEPT = 1000
"""Phrases that are kept, some 200 kB each: many times as many as the shipped sessions have."""


class PhraseCache:
    """The phrases of one voice, each in a file of `folder` named by its text and the voice."""

    def __init__(self, folder: Path, voice: VoiceCommand) -> None:
        self._folder = folder
        self._voice = voice
        self._lock = threading.Lock()
        self._closed = False
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        """Where a phrase is being rendered by another thread."""

    def path(self, text: str) -> Path:
        """Return the file of a phrase."""
        key = "\0".join((_MADE, self._voice.name, *self._voice.command[1:], text))
        # Not SHA-2, which some systems have in OpenSSL alone: that takes megabytes of memory.
        return self._folder / f"{hashlib.blake2b(key.encode(), digest_size=16).hexdigest()}.wav"

    def samples(self, text: str) -> Samples:
        """Return a phrase, rendered first if there is no good file. Raises VoiceError."""
        path = self.path(text)
        try:
            return read_wav(path)
        except BadWavError:
            sound = self._render(text)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            part = path.with_suffix(f".{os.getpid()}")
            write_wav(part, [sound])
            part.replace(path)
            self._remove_oldest()
        except OSError:
            # The phrase is spoken all the same; the next run renders it again.
            pass
        return sound

    def has(self, text: str) -> bool:
        """Whether a phrase has a file."""
        return self.path(text).is_file()

    def close(self) -> None:
        """Remove the file of a phrase that another thread is rendering, and render none after it.

        The sound process ends without waiting for its threads.
        """
        with self._lock:
            self._closed = True
            temporary = self._temporary
        if temporary:
            # The voice may create its file again while the folder is removed.
            for _ in range(3):
                temporary.cleanup()

    def _remove_oldest(self) -> None:
        """Remove the oldest files beyond `MOST_KEPT`, also one that a killed program left."""
        kept = sorted(self._folder.iterdir(), key=lambda path: path.stat().st_mtime)
        for path in kept[:-MOST_KEPT]:
            path.unlink(missing_ok=True)

    def _render(self, text: str) -> Samples:
        """Return a phrase from the voice. Raises VoiceError."""
        try:
            with self._temporary_folder() as folder:
                wav = Path(folder) / "phrase.wav"
                self._voice.render(text, wav)
                return evened(trimmed(read_wav(wav)))
        except BadWavError as error:
            raise VoiceError(f"what {self._voice.name} wrote cannot be used: {error}") from error
        except OSError as error:
            raise VoiceError(f"no file could be made for them ({error.strerror})") from error

    def _temporary_folder(self) -> "tempfile.TemporaryDirectory[str]":
        """Return a folder for a phrase, which `close` removes. Raises OSError and VoiceError."""
        # Most runs find every phrase in the cache, and save the memory of this import.
        import tempfile  # noqa: PLC0415

        with self._lock:
            if self._closed:
                raise VoiceError("the program is ending")
            self._temporary = tempfile.TemporaryDirectory(
                prefix="follow-along-", ignore_cleanup_errors=True
            )
            return self._temporary


def trimmed(sound: Samples) -> Samples:
    """Return a sound without the silence before and after it, so that its length is true."""
    first = _first_loud(sound, range(len(sound)))
    last = _first_loud(sound, range(len(sound) - 1, -1, -1))
    if first is None or last is None:
        return array("h", [0])
    return sound[max(0, first - MARGIN) : last + MARGIN]


def _first_loud(sound: Samples, order: range) -> int | None:
    """Return the first of the indices in `order` at which the sound is not silent."""
    return next((i for i in order if not -QUIET < sound[i] < QUIET), None)
