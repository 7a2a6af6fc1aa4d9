"""Phrases as samples: rendered once by the voice, and kept as WAV files."""

import hashlib
import os
import queue
import tempfile
import threading
from array import array
from collections.abc import Callable, Collection
from itertools import count
from pathlib import Path

from follow_along.adapters.sound.samples import BadWavError, Samples, read_wav, write_wav
from follow_along.adapters.sound.voice import INSTALL, VoiceCommand, VoiceError

QUIET = 200
"""Below this a sample is the engine's silence before or after the words."""
MARGIN = 480
MOST_KEPT = 1000
"""Phrases that are kept, some 100 kB each: many times as many as the shipped sessions have."""
SOON, SOME_DAY = 0, 1


class PhraseCache:
    """The phrases of one engine, each kept in `folder` under a name made of its text and voice."""

    def __init__(self, folder: Path, engine: VoiceCommand) -> None:
        self._folder = folder
        self._engine = engine

    def path(self, text: str) -> Path:
        """Return the file in which a phrase is kept."""
        key = "\0".join((self._engine.name, *self._engine.command[1:], text))
        return self._folder / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.wav"

    def samples(self, text: str) -> Samples:
        """Return a phrase, rendered if it is not kept yet. Raises VoiceError."""
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
            self._drop_the_oldest()
        except OSError:
            # It is spoken all the same; the next run renders it again.
            pass
        return sound

    def _drop_the_oldest(self) -> None:
        """Keep no more phrases than there is room for."""
        kept = sorted(self._folder.glob("*.wav"), key=lambda path: path.stat().st_mtime)
        for path in kept[:-MOST_KEPT]:
            path.unlink(missing_ok=True)

    def _render(self, text: str) -> Samples:
        """Return a phrase fresh from the engine. Raises VoiceError."""
        try:
            with tempfile.TemporaryDirectory(prefix="follow-along-") as folder:
                wav = Path(folder) / "phrase.wav"
                self._engine.render(text, wav)
                return trimmed(read_wav(wav))
        except BadWavError as why:
            raise VoiceError(f"what {self._engine.name} made is of no use: {why}") from why
        except OSError as why:
            raise VoiceError(f"no file could be made for them ({why.strerror})") from why


def trimmed(sound: Samples) -> Samples:
    """Return a sound without the silence before and after it, so that its length is true."""
    loud = [i for i, value in enumerate(sound) if not -QUIET < value < QUIET]
    if not loud:
        return array("h", [0])
    return sound[max(0, loud[0] - MARGIN) : loud[-1] + MARGIN]


class Renderer:
    """A thread that has phrases ready before they are due; what is due comes first."""

    def __init__(
        self,
        book: PhraseCache | None,
        ready: Callable[[str, Samples], None],
        say: Callable[[str], None],
    ) -> None:
        self._book = book
        self._ready = ready
        self._say = say
        self._wanted: queue.PriorityQueue[tuple[int, int, str]] = queue.PriorityQueue()
        self._order = count()
        self._taken: set[str] = set()
        self._on = threading.Event()
        threading.Thread(target=self._render, name="phrases", daemon=True).start()

    def turn(self, on: bool) -> None:
        """Render what is wanted, or leave it until the voice is wanted again."""
        if on:
            self._on.set()
        else:
            self._on.clear()

    def want(self, phrases: Collection[str], *, soon: bool = False) -> None:
        """Render phrases; `soon` ones before all others."""
        for text in phrases:
            if text not in self._taken:
                self._wanted.put((SOON if soon else SOME_DAY, next(self._order), text))

    def _render(self) -> None:
        """Render for ever what is wanted."""
        while True:
            self._on.wait()
            wish = self._wanted.get()
            if not self._on.is_set():
                self._wanted.put(wish)
                continue
            text = wish[-1]
            if text in self._taken:
                continue
            self._taken.add(text)
            if self._book is None:
                self._say(INSTALL)
                continue
            try:
                self._ready(text, self._book.samples(text))
            except VoiceError as why:
                self._say(f"Some phrases are not spoken, because {why}.")
