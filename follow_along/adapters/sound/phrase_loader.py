"""Has phrases ready before they are due, and in memory only around that moment."""

import threading
from collections.abc import Callable, Collection, Sequence

from follow_along.adapters.sound.clock import now as read_clock
from follow_along.adapters.sound.phrase_cache import PhraseCache
from follow_along.adapters.sound.samples import Samples
from follow_along.adapters.sound.voice import INSTALL, VoiceError
from follow_along.core.cues.scheduled_cue import ScheduledCue

AHEAD_S = 20.0
"""How long before its moment a phrase is loaded: rendering takes up to a second."""
KEPT_S = 5.0
"""How long after its moment a phrase stays loaded, in case it begins late."""
CHECK_S = 0.5


class PhraseLoader:
    """A thread that renders and loads phrases, those due next before all others.

    `phrases` receives the samples, about 200 kB each: all of a session would be 11 MB. `cache` is
    None if the system has no voice. `notify` is given a sentence for what cannot be spoken.
    """

    def __init__(
        self,
        cache: PhraseCache | None,
        phrases: dict[str, Samples],
        notify: Callable[[str], None],
    ) -> None:
        self._cache = cache
        self._phrases = phrases
        self._notify = notify
        self._changed = threading.Condition()
        self._on = False
        self._planned: list[ScheduledCue] = []
        self._wanted: list[str] = []
        self._rendered: set[str] = set()
        self._failed: set[str] = set()
        threading.Thread(target=self._run, name="phrases", daemon=True).start()

    def turn(self, on: bool) -> None:
        """Turn the voice on, or off: nothing is rendered until it is on again."""
        with self._changed:
            self._on = on
            self._changed.notify()

    def plan(self, scheduled: Sequence[ScheduledCue]) -> None:
        """Have the phrases of a plan ready at their moments."""
        with self._changed:
            self._planned = [cue for cue in scheduled if cue.phrase]
            self._changed.notify()

    def prepare(self, phrases: Collection[str]) -> None:
        """Render phrases that may be needed later."""
        with self._changed:
            self._wanted += phrases
            self._changed.notify()

    def _run(self) -> None:
        """Load and render phrases forever."""
        while True:
            with self._changed:
                due = self._due(read_clock())
                for outdated in self._phrases.keys() - set(due):
                    del self._phrases[outdated]
                phrase = self._next(due)
                if phrase is None:
                    self._changed.wait(CHECK_S)
                    continue
            self._fetch(phrase, load=phrase in due)

    def _due(self, now: float) -> list[str]:
        """Return the phrases that must be in memory, the earliest first."""
        return [
            cue.phrase
            for cue in self._planned
            if cue.phrase and now - KEPT_S < cue.at < now + AHEAD_S
        ]

    def _next(self, due: list[str]) -> str | None:
        """Return the phrase to load or render next, if any."""
        if not self._on:
            return None
        not_loaded = (phrase for phrase in due if phrase not in self._phrases)
        planned = (cue.phrase for cue in self._planned if cue.phrase not in self._rendered)
        wanted = (phrase for phrase in self._wanted if phrase not in self._rendered)
        candidates = (*not_loaded, *planned, *wanted)
        return next(
            (phrase for phrase in candidates if phrase and phrase not in self._failed), None
        )

    def _fetch(self, phrase: str, *, load: bool) -> None:
        """Render a phrase if need be, and load it if it is due."""
        self._rendered.add(phrase)
        if self._cache is None:
            self._notify(INSTALL)
            self._failed.add(phrase)
            return
        try:
            if load:
                self._phrases[phrase] = self._cache.samples(phrase)
            else:
                self._cache.prepare(phrase)
        except VoiceError as error:
            self._notify(f"Some phrases are not spoken, because {error}.")
            self._failed.add(phrase)
