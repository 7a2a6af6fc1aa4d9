"""Has phrases ready before they are due, and in memory only around that moment."""

import threading
from array import array
from collections.abc import Callable, Collection, Sequence
from itertools import chain

from follow_along.adapters.sound.clock import now as read_clock
from follow_along.adapters.sound.samples import Samples
from follow_along.adapters.sound.speaker import NoVoiceError, Speaker
from follow_along.adapters.sound.voice import VoiceError
from follow_along.core.cues.scheduled_cue import ScheduledCue, sentences

AHEAD_S = 20.0
"""How long before its moment a phrase is loaded: rendering takes up to a second."""
KEPT_S = 5.0
"""How long after its moment a phrase stays loaded, in case it begins late."""
CHECK_S = 0.5


class PhraseLoader:
    """A thread that renders and loads sentences, those due next before all others.

    `phrases` receives the samples, about 200 kB each: all of a session would be 11 MB. Those of a
    sentence that cannot be spoken are empty. `notify` is given a sentence for what that is.
    """

    def __init__(
        self, speaker: Speaker, phrases: dict[str, Samples], notify: Callable[[str], None]
    ) -> None:
        self._speaker = speaker
        self._phrases = phrases
        self._notify = notify
        self._changed = threading.Condition()
        self._on = False
        self._language = "en"
        self._planned: list[tuple[float, str]] = []
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
        """Have the sentences of a plan ready at their moments."""
        with self._changed:
            self._planned = [
                (cue.at, text)
                for cue in scheduled
                for form in cue.forms
                for text in sentences(form)
            ]
            self._changed.notify()

    def prepare(self, phrases: Collection[str], language: str) -> None:
        """Render sentences that may be needed later; from now on they are in `language`."""
        with self._changed:
            if language != self._language:
                self._language = language
                self._phrases.clear()
                self._rendered.clear()
                self._failed.clear()
                self._wanted.clear()
            self._wanted += phrases
            self._changed.notify()

    def _run(self) -> None:
        """Load and render sentences forever."""
        while True:
            with self._changed:
                due = self._due(read_clock())
                for outdated in self._phrases.keys() - due.keys():
                    del self._phrases[outdated]
                text = self._next(due)
                language = self._language
                if text is None:
                    self._changed.wait(CHECK_S)
                    continue
            self._fetch(text, language, load=text in due)

    def _due(self, now: float) -> dict[str, None]:
        """Return the sentences that must be in memory, the earliest first."""
        return {text: None for at, text in self._planned if now - KEPT_S < at < now + AHEAD_S}

    def _next(self, due: Collection[str]) -> str | None:
        """Return the sentence to load or render next, if any."""
        if not self._on:
            return None
        planned = (text for _, text in self._planned if text not in self._rendered)
        wanted = (text for text in self._wanted if text not in self._rendered)
        not_loaded = (text for text in due if text not in self._phrases)
        return next(chain(not_loaded, planned, wanted), None)

    def _fetch(self, text: str, language: str, *, load: bool) -> None:
        """Render a sentence if need be, and load it if it is due."""
        samples: Samples | None = None
        try:
            if text in self._failed:
                samples = array("h")
            elif load:
                samples = self._speaker.samples(text, language)
            else:
                self._speaker.prepare(text, language)
        except NoVoiceError as error:
            self._notify(str(error))
            samples = array("h")
        except VoiceError as error:
            self._notify(f"Some phrases are not spoken, because {error}.")
            samples = array("h")
        with self._changed:
            if language != self._language:
                return
            self._rendered.add(text)
            if samples is not None and not samples:
                self._failed.add(text)
            if samples is not None and load:
                self._phrases[text] = samples
