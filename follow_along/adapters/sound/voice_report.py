"""Says which voice speaks what on this machine, and lets each be heard."""

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from follow_along.adapters.sound.clock import now as read_clock
from follow_along.adapters.sound.languages import language_name
from follow_along.adapters.sound.recorded import read_catalogue
from follow_along.adapters.sound.speaker import RECORDED, no_voice
from follow_along.adapters.sound.voice import find_voice
from follow_along.core.cues.scheduled_cue import ScheduledCue
from follow_along.core.cues.spoken_words import ENGLISH, spoken_words
from follow_along.core.language import primary
from follow_along.ports import Sound

_OWN = "en", "This is how your own phrases sound."
_PHRASE_S = 4.0


def voices(kinds: Sequence[str], recorded_folder: Path, language: str) -> Iterator[str]:
    """Give, as sentences, who speaks: the recorded phrases, and all others in each language.

    The languages are English and `language`. `kinds` are the kinds of voice in their order.
    """
    catalogue = read_catalogue(recorded_folder) if RECORDED in kinds else []
    if catalogue:
        first = catalogue[0]
        yield (
            f"{len(catalogue)} phrases in {language_name(first.language)} are recorded, "
            f"with the voice {first.voice} ({first.licence})."
        )
    for each in (language,) if primary(language) == "en" else ("en", language):
        found = (find_voice(kind, each) for kind in kinds)
        voice = next((voice for voice in found if voice), None)
        name = language_name(each)
        others = "All other phrases" if catalogue and primary(each) == "en" else "Phrases"
        yield f"{others} in {name}: {voice.name}." if voice else no_voice(each)


def play_voices(sound: Sound, language: str, announce: Callable[[str], None]) -> None:
    """Speak a phrase of the program, one that is not recorded, and one in `language`."""
    samples = {("en", ENGLISH.take_your_time): None, _OWN: None}
    samples[language, spoken_words(language).take_your_time or ENGLISH.take_your_time] = None
    for spoken_in, text in samples:
        announce(text)
        sound.prepare([text], spoken_in)
        sound.plan([ScheduledCue(read_clock() + 0.2, phrase=text, patience=_PHRASE_S)])
        # Real time passes, in which it is rendered and heard.
        threading.Event().wait(_PHRASE_S)
