"""The cue sounds: made by a script, hearable, clean, and told apart by their melodies."""

import cmath
import math
import runpy
import wave
from array import array
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from follow_along.core.enums import TEMPO_TONES, CueName

TOP = Path(__file__).parents[3]
SOUNDS = TOP / "sounds"
SCRIPT = TOP / "scripts" / "make_sounds.py"
WINDOW = 480
OTHERS = [name for name in CueName if name not in TEMPO_TONES]


def load(name):
    """Return a cue's samples."""
    with wave.open(str(SOUNDS / f"{name}.wav"), "rb") as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (48_000, 1, 2)
        return array("h", file.readframes(file.getnframes()))


def power(samples, hertz):
    """Return the power of one frequency in the samples (Goertzel's rule)."""
    turn = 2 * math.cos(2 * math.pi * hertz / 48_000)
    one = two = 0.0
    for value in samples:
        one, two = value + turn * one - two, one
    return one * one + two * two - turn * one * two


def pitch(samples):
    """Return the strongest of the frequencies from 500 to 1500 Hz, in steps of 20."""
    return max(range(500, 1500, 20), key=lambda hertz: power(samples, hertz))


def notes(samples):
    """Return the notes as (seconds, pitch): stretches that stand out from the quiet between."""
    loudest = max(map(abs, samples))
    windows = [samples[i : i + WINDOW] for i in range(0, len(samples), WINDOW)]
    loud = [max(map(abs, window)) > 0.06 * loudest for window in windows]
    found, first = [], None
    for i, is_loud in enumerate([*loud, False]):
        if is_loud and first is None:
            first = i
        elif not is_loud and first is not None:
            body = samples[first * WINDOW : i * WINDOW]
            found.append((len(body) / 48_000, pitch(body[: 48 * 100])))
            first = None
    return found


def contour(samples):
    """Return what an ear that cannot name a pitch tells apart: steps, and short from long."""
    heard = notes(samples)
    steps = "".join(
        "=" if abs(b - a) <= 20 else "+" if b > a else "-" for (_, a), (_, b) in pairwise(heard)
    )
    return steps, "".join("s" if length < 0.2 else "l" for length, _ in heard)


def test_the_script_makes_exactly_the_sounds_that_are_shipped(tmp_path):
    """Whoever runs the script again gets the same bytes."""
    runpy.run_path(str(SCRIPT))["write"](tmp_path)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert made == {path.name: path.read_bytes() for path in SOUNDS.glob("*.wav")}
    assert set(made) == {f"{name}.wav" for name in CueName}


@pytest.mark.parametrize("name", CueName)
def test_a_cue_neither_clips_nor_clicks(name):
    """Peaks stay below -3 dBFS; the first and last samples are zero, and nothing jumps there."""
    samples = load(name)
    assert max(map(abs, samples)) < 32_767 * 10 ** (-3 / 20)
    assert samples[0] == samples[-1] == 0
    assert max(map(abs, samples[:48])) < 800
    assert max(map(abs, samples[-48:])) < 300


@pytest.mark.parametrize("name", CueName)
def test_a_cue_swells_softly(name):
    """The loudest tenth comes no sooner than 8 ms: an attack that a radio link does not lose."""
    samples = load(name)
    loudest = max(map(abs, samples))
    first = next(i for i, value in enumerate(samples) if abs(value) > 0.9 * loudest)
    assert first > 8 * 48


@pytest.mark.parametrize("name", CueName)
def test_a_cue_is_heard_from_a_laptop(name):
    """At least 95 % of the energy lies from 500 Hz to 4 kHz."""
    samples = list(load(name))[: 1 << 14]
    size = 1 << (len(samples) - 1).bit_length()
    spectrum = transform([complex(v) for v in samples] + [0j] * (size - len(samples)))
    energy = [abs(value) ** 2 for value in spectrum[: size // 2]]
    low, high = round(500 * size / 48_000), round(4_000 * size / 48_000)
    assert sum(energy[low : high + 1]) > 0.95 * sum(energy)


def transform(values):
    """Return the discrete Fourier transform of a power of two of values."""
    if len(values) == 1:
        return values
    even, odd = transform(values[::2]), transform(values[1::2])
    half = len(even)
    turned = [cmath.exp(-1j * math.pi * k / half) * odd[k] for k in range(half)]
    return [even[k] + turned[k] for k in range(half)] + [even[k] - turned[k] for k in range(half)]


def test_every_cue_has_a_contour_of_its_own():
    """Number of notes, direction and rhythm alone tell the eight apart."""
    contours = {name: contour(load(name)) for name in OTHERS}
    assert contours[CueName.GO][0] == "+"
    assert contours[CueName.REST][0] == "-"
    assert contours[CueName.SWITCH][0] == "+-"
    assert contours[CueName.STOP] == ("=", "ll")
    assert contours[CueName.TICK] == ("", "s")
    assert len(set(contours.values())) == len(OTHERS)


def test_the_end_is_longer_and_the_tick_lighter_than_any_other():
    """The finish cannot be missed for another cue, and a tick does not disturb."""
    cues = {name: load(name) for name in OTHERS}
    others = [len(samples) for name, samples in cues.items() if name is not CueName.FINISH]
    assert len(cues[CueName.FINISH]) > 2 * max(others)
    assert len(cues[CueName.TICK]) == min(map(len, cues.values())) <= 0.1 * 48_000
    peaks = {name: max(map(abs, samples)) for name, samples in cues.items()}
    assert peaks[CueName.TICK] == min(peaks.values())


def loudness(samples):
    """Return the mean power of the loudest tenth of a second."""
    span = min(4_800, len(samples))
    firsts = range(0, len(samples) - span + 1, WINDOW)
    return max(sum(v * v for v in samples[i : i + span]) for i in firsts) / 4_800


def test_the_tones_of_a_tempo_are_soft_and_short():
    """Ten decibels and more below the cues, and softer than a tick: they come every few seconds."""
    loud = [loudness(load(name)) for name in OTHERS if name is not CueName.TICK]
    for name in TEMPO_TONES:
        tone = load(name)
        assert len(tone) <= 0.15 * 48_000
        assert loudness(tone) <= 10 ** (-10 / 10) * sum(loud) / len(loud)
        assert loudness(tone) < loudness(load(CueName.TICK))
        assert max(map(abs, tone)) <= max(map(abs, load(CueName.TICK))) / 2


def test_the_tones_of_a_tempo_are_told_apart_by_where_they_go():
    """Half an octave and more up or down on the way, or not at all: no pitch need be known."""
    motions = {}
    for name in TEMPO_TONES:
        tone = load(name)
        third = len(tone) // 3
        motions[name] = 12 * math.log2(pitch(tone[-third:]) / pitch(tone[:third]))
    assert motions[CueName.UP] >= 6
    assert motions[CueName.DOWN] <= -6
    assert abs(motions[CueName.HOLD]) < 0.5


@cache
def bands(name):
    """Return how strong each sixth of an octave is in every 20 ms of a cue; all are 1."""
    samples = load(name)
    pitches = [500 * 2 ** (step / 6) for step in range(16)]
    bell = [0.5 - 0.5 * math.cos(math.pi * i / (2 * WINDOW)) for i in range(4 * WINDOW)]
    windows = [
        [a * b for a, b in zip(samples[i : i + len(bell)], bell, strict=False)]
        for i in range(0, len(samples), 2 * WINDOW)
    ]
    strengths = [[math.sqrt(max(0.0, power(w, hertz))) for hertz in pitches] for w in windows]
    whole = math.hypot(*(value for window in strengths for value in window))
    return [[value / whole for value in window] for window in strengths]


def likeness(one, other):
    """Return how alike two cues are in pitch and time, loudness aside: 1 for the same."""
    pairs = zip(bands(one), bands(other), strict=False)
    return sum(a * b for first, second in pairs for a, b in zip(first, second, strict=True))


def test_a_tone_of_a_tempo_is_like_no_other_cue():
    """However loud they are played: in pitch and time less than half as like as the same sound."""
    for tone in TEMPO_TONES:
        alike = {name: likeness(tone, name) for name in CueName}
        assert alike.pop(tone) == pytest.approx(1.0)
        assert max(alike.values()) < 0.4, (tone, alike)
