"""Finds the samples of a sentence: recorded, or rendered by the first voice that can."""

from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path

from follow_along.adapters.sound.languages import language_name, language_of
from follow_along.adapters.sound.phrase_cache import PhraseCache
from follow_along.adapters.sound.recorded import RecordedPhrases
from follow_along.adapters.sound.samples import RATE, Samples, join
from follow_along.adapters.sound.voice import VoiceCommand, VoiceError, find_voice
from follow_along.core.cues.scheduled_cue import sentences
from follow_along.core.language import primary

RECORDED = "recorded"


class NoVoiceError(VoiceError):
    """No voice on this machine speaks the language; the message is a sentence for the user."""


class Speaker:
    """Speaks sentences, by the kinds of voice in order of preference.

    `folder` keeps what is rendered; `recorded_folder` has what is recorded ahead of time.
    """

    def __init__(self, folder: Path, recorded_folder: Path | None, kinds: Sequence[str]) -> None:
        self._folder = folder
        self._recorded_folder = recorded_folder
        self._kinds = kinds
        self._by_language: dict[str, RecordedPhrases] = {}
        self._caches: dict[VoiceCommand, PhraseCache] = {}

    def samples(self, text: str, language: str) -> Samples:
        """Return a sentence. Raises VoiceError if no voice can speak it."""
        language = language_of(text, language)
        problem: VoiceError = NoVoiceError(no_voice(language))
        for source in self._sources(text, language):
            try:
                if samples := source.samples(text):
                    return samples
            except VoiceError as error:
                problem = error
        raise problem

    def prepare(self, text: str, language: str) -> None:
        """Render a sentence, unless it is recorded or kept. Raises VoiceError."""
        source = next(self._sources(text, language_of(text, language)), None)
        if source is None or not source.has(text):
            self.samples(text, language)

    def length_of(self, phrase: str, language: str) -> float:
        """Return how long a phrase takes, in seconds, without what no voice can speak."""
        joined = join([self._or_nothing(text, language) for text in sentences(phrase)])
        return len(joined) / RATE

    def _or_nothing(self, text: str, language: str) -> Samples:
        try:
            return self.samples(text, language)
        except VoiceError:
            return array("h")

    def close(self) -> None:
        """Remove the file of a sentence that another thread renders, and render none after it."""
        self._kinds = ()
        for cache in list(self._caches.values()):
            cache.close()

    def _sources(self, text: str, language: str) -> Iterator[PhraseCache | RecordedPhrases]:
        """Yield what has a sentence or can render it, in order of preference."""
        for kind in self._kinds:
            if kind != RECORDED:
                if voice := find_voice(kind, language, text):
                    yield self._caches.setdefault(voice, PhraseCache(self._folder, voice))
            elif (recorded := self._recorded(language)).has(text):
                yield recorded

    def _recorded(self, language: str) -> RecordedPhrases:
        if primary(language) not in self._by_language:
            self._by_language[primary(language)] = RecordedPhrases(self._recorded_folder, language)
        return self._by_language[primary(language)]


def no_voice(language: str) -> str:
    """Return the sentence for a machine without a voice for a language."""
    recorded = primary(language) == "en"
    heard = "only recorded phrases are heard" if recorded else "its texts are not spoken"
    return (
        f"No voice here speaks {language_name(language)}: {heard}. "
        "For a voice: pip install 'follow-along[voice]'"
    )
