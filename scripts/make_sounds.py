"""Generate the cue sounds: `python scripts/make_sounds.py [FOLDER]` writes eleven WAV files.

Each cue has a melody of its own: a number of notes, a rhythm, a pitch that rises, falls or stays.
It is recognised with closed eyes, also by people who do not tell pitches apart. The tempo tones are
much softer: one short note each, which glides up, stays or glides down.
"""

import math
import sys
import wave
from array import array
from dataclasses import dataclass
from pathlib import Path

RATE = 48_000
# Slow enough to avoid clicks, and for a Bluetooth link that wakes up.
ATTACK_S = 0.014
RELEASE_S = 0.035
# The strength of each multiple of a note's pitch: a round sound that a laptop's speaker can play.
HARMONICS = (1.0, 0.32, 0.12)


@dataclass(frozen=True, slots=True)
class Note:
    """A tone of `hertz` that begins at `start` and lasts `length` seconds.

    In `decay` seconds it loses two thirds of its strength. At its end its pitch is `glide` times as
    high; the change sounds even.
    """

    hertz: float
    start: float
    length: float
    decay: float = 0.25
    glide: float = 1.0


@dataclass(frozen=True, slots=True)
class Melody:
    """The notes of a cue, which never overlap, and its peak as a share of full scale."""

    notes: tuple[Note, ...]
    peak: float


MELODIES = {
    # Up, short then long: begin.
    "go": Melody((Note(784, 0.0, 0.12), Note(1175, 0.14, 0.30)), 0.62),
    # Down, both long: let go.
    "rest": Melody((Note(988, 0.0, 0.24), Note(659, 0.27, 0.40)), 0.55),
    # Up and back, even: over to the other side.
    "switch": Melody((Note(740, 0.0, 0.13), Note(1109, 0.16, 0.13), Note(740, 0.32, 0.22)), 0.60),
    # The same low note twice, slowly: heard at once, and no reproach.
    "stop": Melody((Note(587, 0.0, 0.20, 0.5), Note(587, 0.25, 0.32, 0.5)), 0.66),
    # One long bell.
    "half": Melody((Note(1047, 0.0, 0.60, 0.22),), 0.52),
    # Four quick notes on one pitch.
    "ten": Melody(tuple(Note(1245, 0.11 * i, 0.075) for i in range(4)), 0.50),
    # Five notes up a chord, the last held.
    "finish": Melody(
        (
            Note(587, 0.0, 0.16),
            Note(740, 0.19, 0.16),
            Note(880, 0.38, 0.16),
            Note(1109, 0.57, 0.16),
            Note(1175, 0.76, 1.0, 0.5),
        ),
        0.64,
    ),
    # One short light tap.
    "tick": Melody((Note(1319, 0.0, 0.06, 0.05),), 0.36),
    # Soft, for they come every few seconds: an octave up, the pitch half way, an octave down.
    "up": Melody((Note(622, 0.0, 0.14, glide=2.0),), 0.17),
    "hold": Melody((Note(880, 0.0, 0.14),), 0.17),
    "down": Melody((Note(1245, 0.0, 0.14, glide=0.5),), 0.17),
}


def _strength(note: Note, t: float) -> float:
    """Return how strong the note is `t` seconds after its beginning, from 0 to 1."""
    strength = math.exp(-t / note.decay)
    if t < ATTACK_S:
        strength *= 0.5 - 0.5 * math.cos(math.pi * t / ATTACK_S)
    left = note.length - t
    if left < RELEASE_S:
        strength *= 0.5 - 0.5 * math.cos(math.pi * max(0.0, left) / RELEASE_S)
    return strength


def _cycles(note: Note, t: float) -> float:
    """Return how many cycles the note's wave has made `t` seconds after its beginning."""
    if note.glide == 1.0:
        return note.hertz * t
    bend = math.log(note.glide) / note.length
    return note.hertz * math.expm1(bend * t) / bend


def _tone(note: Note, t: float) -> float:
    """Return the note's sample `t` seconds after its beginning."""
    phase = 2 * math.pi * _cycles(note, t)
    value = sum(strength * math.sin(phase * (i + 1)) for i, strength in enumerate(HARMONICS))
    return _strength(note, t) * value


def samples(melody: Melody) -> "array[int]":
    """Return a melody as 16-bit samples, which begin and end at zero."""
    end = max(note.start + note.length for note in melody.notes)
    sound = [0.0] * (round(end * RATE) + 1)
    for note in melody.notes:
        first = round(note.start * RATE)
        for i in range(round(note.length * RATE)):
            sound[first + i] += _tone(note, i / RATE)
    scale = melody.peak * 32767 / max(abs(value) for value in sound)
    return array("h", [round(value * scale) for value in sound])


def write(folder: Path) -> None:
    """Write every cue into `folder` as `<name>.wav`, 48 kHz, mono, 16 bits."""
    for name, melody in MELODIES.items():
        pcm = samples(melody)
        if sys.byteorder == "big":
            pcm.byteswap()
        with wave.open(str(folder / f"{name}.wav"), "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(RATE)
            out.writeframes(pcm.tobytes())


if __name__ == "__main__":
    here = Path(__file__).resolve().parent.parent / "sounds"
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else here)
