"""Record the phrases that the program ships: `python scripts/make_voice.py [FOLDER]`.

It speaks every sentence of the shipped sessions and of the program in English with hibari, and
writes MP3 files and their catalogue into `phrases/`. A sentence whose file is there is not recorded
again, unless `--again` is given or the file is deleted; one that nobody says any more is removed.
It needs `pip install -e '.[natural-voice]' soundfile`.

A new sentence of the program is a line of `program_sentences`, or a field of `SpokenWords` and that
line; then the script is run, and the new files are committed.

Silence is cut off at both ends. Each sentence is made equally loud: its level is the RMS of the
20 ms frames that are at most 25 dB below the loudest one, so that pauses do not count, and is set
to -19 dBFS. Peaks above -1.5 dBFS are rounded off, so that nothing clips.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from follow_along.adapters.paths import shipped
from follow_along.adapters.sessions.loader import read_record
from follow_along.adapters.sound.loudness import FRAME_S, LEVEL_DB, PEAK_DB, QUIET_DB
from follow_along.adapters.sound.recorded import CATALOGUE, RecordedPhrase, read_catalogue
from follow_along.core.cues.phrases import all_phrases, counted
from follow_along.core.cues.spoken_words import ENGLISH, SpokenWords
from follow_along.core.enums import Side
from follow_along.core.sessions.session import Session
from follow_along.core.sessions.timeline import build_timeline
from follow_along.core.validation.fields import slug

if TYPE_CHECKING:
    import numpy as np

VOICE, LICENCE = "hibari 0.2.1, heart", "Apache-2.0"
SPEED = 0.95
"""A little slower than the voice's own pace: understood at once by someone on one leg."""
RATE = 24_000
LEVEL = 10 ** (LEVEL_DB / 20)
PEAK = 10 ** (PEAK_DB / 20)
QUALITY = 0.7
"""Of the variable bit rate of MP3: 0 is the best, 1 the smallest."""

MOST_NUMBER = 30
MOST_ROUNDS = 10
SECONDS = (5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 75, 90)
MINUTES = range(1, 6)

SPELT = {
    "Hold a rail or wall. Ball of one foot on a step, heel free.": (
        "Hold a rail, or wall. Ball of one foot, on a step. Heel free."
    ),
    "Land soft, knee over toes": "Land soft. Knee over toes.",
    "Next: Big-toe lifts, seated.": "Next. Big toe lifts, seated.",
    "Soft knee": "Soft, knee.",
}
"""How a sentence is written for the voice, where it is understood better so."""


def shipped_sentences() -> Iterator[str]:
    """Yield every sentence of the shipped sessions, whichever side goes first."""
    for path in sorted(shipped("sessions").glob("*.yaml")):
        session = read_record(path, Session)
        for side in (Side.LEFT, Side.RIGHT):
            yield from all_phrases(build_timeline(session, side))


def program_sentences(words: SpokenWords = ENGLISH) -> Iterator[str]:
    """Yield the sentences of the program that a session of any kind may need."""
    yield from (words.take_your_time, words.finished, words.half_way, words.ten)
    yield from (words.left, words.right, words.both, words.left_first, words.right_first)
    yield from (words.switch, words.rest, words.enter_when_done)
    numbers = range(1, MOST_NUMBER + 1)
    yield from (words.number.format(n=n) for n in numbers)
    yield from (words.rest_then_set.format(n=n) for n in range(2, MOST_ROUNDS + 1))
    yield words.last_round
    for total in range(2, MOST_ROUNDS + 1):
        yield from (words.round_of.format(n=n, total=total) for n in range(1, total + 1))
    amounts = [counted(n, words.one_rep, words.reps) for n in numbers]
    amounts += [counted(n, words.one_second, words.seconds) for n in SECONDS]
    amounts += [counted(n, words.one_minute, words.minutes) for n in MINUTES]
    for amount in amounts:
        yield words.amount.format(amount=amount)
        yield words.amount_each_side.format(amount=amount)


def sentences_to_record() -> list[str]:
    """Return every sentence that is recorded, each once."""
    return list(dict.fromkeys((*program_sentences(), *shipped_sentences())))


def file_names(texts: Iterable[str]) -> dict[str, str]:
    """Return a file name for each text; texts that differ in signs alone get a number."""
    names: dict[str, str] = {}
    for text in texts:
        name = slug(text)
        taken = sum(each.partition(".")[0] == name for each in names.values())
        names[text] = f"{name}.{taken + 1}.mp3" if taken else f"{name}.mp3"
    return names


def level(sound: "np.ndarray") -> float:
    """Return how loud speech is: the RMS of its frames without the pauses."""
    import numpy as np  # noqa: PLC0415 - of the recording alone

    size = round(FRAME_S * RATE)
    frames = sound[: len(sound) // size * size].reshape(-1, size)
    power = (frames**2).mean(axis=1)
    return float(np.sqrt(power[power > power.max() * 10 ** (-QUIET_DB / 10)].mean()))


def mastered(sound: "np.ndarray") -> "np.ndarray":
    """Return a sound without silence at its ends, at the level of all, and without clipping."""
    import numpy as np  # noqa: PLC0415 - of the recording alone

    loud = np.flatnonzero(np.abs(sound) > 0.01 * np.abs(sound).max())
    margin = RATE // 100
    sound = sound[max(0, loud[0] - margin) : loud[-1] + margin]
    fade = np.minimum(1.0, np.arange(len(sound)) / (margin / 2))
    sound = sound * fade * fade[::-1]
    for _ in range(5):
        sound = sound * (LEVEL / level(sound))
        # What is above the knee is pressed into the room below the peak.
        knee = 0.7 * PEAK
        above = np.abs(sound) > knee
        room = PEAK - knee
        pressed = knee + room * np.tanh((np.abs(sound) - knee) / room)
        sound = np.where(above, np.sign(sound) * pressed, sound)
    return sound


def main() -> None:
    """Record what is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("phrases"))
    parser.add_argument("--again", action="store_true", help="record everything again")
    options = parser.parse_args()
    folder: Path = options.folder
    texts = sentences_to_record()
    names = file_names(texts)
    kept = {} if options.again else {each.text: each for each in read_catalogue(folder)}
    missing = [
        text
        for text in texts
        if text not in kept
        or kept[text].file != names[text]
        or not (folder / names[text]).is_file()
    ]
    if missing:
        record(missing, names, folder)
    rows = [
        kept[text]
        if text in kept and text not in missing
        else RecordedPhrase(names[text], "en", VOICE, LICENCE, text)
        for text in texts
    ]
    write_catalogue(rows, folder)
    total = sum((folder / row.file).stat().st_size for row in rows)
    print(f"{len(missing)} recorded, {len(rows)} in all, {total / 1e6:.2f} MB")


def record(texts: list[str], names: dict[str, str], folder: Path) -> None:
    """Record sentences into files."""
    import numpy as np  # noqa: PLC0415 - these three need an installation of their own
    import soundfile  # noqa: PLC0415
    from hibari import Hibari  # noqa: PLC0415

    voice = Hibari(threads=1)
    folder.mkdir(exist_ok=True)
    for text in texts:
        spelt = SPELT.get(text, text)
        sound = voice(
            spelt if spelt.endswith((".", "!", "?")) else f"{spelt}.", speed=SPEED, seed=0
        )
        soundfile.write(
            folder / names[text],
            mastered(np.asarray(sound, dtype=float)),
            RATE,
            format="MP3",
            compression_level=QUALITY,
            bitrate_mode="VARIABLE",
        )


def write_catalogue(rows: list[RecordedPhrase], folder: Path) -> None:
    """Write the catalogue, and remove the files that are not in it."""
    lines = ["\t".join(RecordedPhrase._fields), *("\t".join(row) for row in rows)]
    (folder / CATALOGUE).write_text("\n".join(lines) + "\n", "utf-8")
    for path in folder.glob("*.mp3"):
        if path.name not in {row.file for row in rows}:
            path.unlink()


if __name__ == "__main__":
    main()
