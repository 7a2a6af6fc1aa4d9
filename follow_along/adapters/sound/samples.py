"""Samples: one channel, 48 kHz, 16 bits; read from WAV files and written to them."""

import math
import os
import sys
import wave
from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

from follow_along.adapters.safe_read import UnreadableFileError, open_regular_file

RATE = 48_000
"""Samples a second, everywhere in this package."""
LONGEST_CUE_S = 5.0
LONGEST_FILE_S = 60.0
LARGEST_BYTES = 6 * 1024 * 1024
"""The most sample data that is read: a minute of one channel at 48 kHz takes slightly less."""
MOST_CHUNKS = 100
"""The most chunks of a WAV file up to its sound; programs write up to about ten."""
LEAST_RATE, MOST_RATE = 4_000, 192_000
MOST_CHANNELS = 2

if TYPE_CHECKING:
    Samples: TypeAlias = array[int]
else:
    Samples = array  # it takes no item type at run time before Python 3.12


class BadWavError(Exception):
    """A WAV file that cannot be used; the message is a clause that says why."""


def read_wav(path: Path, *, longest: float = LONGEST_FILE_S) -> Samples:
    """Return the sound of a WAV file, its channels averaged, resampled to 48 kHz.

    Raises BadWavError when the file is unreadable, empty, not 16-bit PCM, longer than `longest`
    seconds, or beyond another limit of this module.
    """
    try:
        with open_regular_file(path) as raw:
            _limit_chunks(raw)
            with wave.open(raw, "rb") as file:
                channels, rate, frames = file.getnchannels(), file.getframerate(), file.getnframes()
                if problem := _format_problem(file.getsampwidth(), channels, rate):
                    raise BadWavError(problem)
                if frames / rate > longest:
                    raise BadWavError(f"it is longer than {longest:g} seconds")
                if 2 * channels * frames > LARGEST_BYTES:
                    mebibytes = LARGEST_BYTES // 1024**2
                    raise BadWavError(f"its sound is larger than {mebibytes} MiB")
                data = file.readframes(frames)
    except UnreadableFileError as error:
        raise BadWavError(str(error)) from error
    except (OSError, EOFError, wave.Error) as error:
        raise BadWavError(
            f"it cannot be read as a WAV file ({error or 'it ends early'})"
        ) from error
    sound = array("h", data[: len(data) // (2 * channels) * 2 * channels])
    if sys.byteorder == "big":
        sound.byteswap()
    if not sound:
        raise BadWavError("it has no sound in it")
    if channels > 1:
        left, right = sound[::2], sound[1::2]
        sound = array("h", ((a + b) // 2 for a, b in zip(left, right, strict=True)))
    return resample(sound, rate)


def _limit_chunks(raw: BinaryIO) -> None:
    """Raise BadWavError for a file whose sound comes after too many chunks; then rewind the file.

    The module wave follows any number of them, which takes seconds for millions.
    """
    raw.seek(12)
    for _ in range(MOST_CHUNKS):
        header = raw.read(8)
        if len(header) < 8 or header.startswith(b"data"):
            raw.seek(0)
            return
        size = int.from_bytes(header[4:], "little")
        raw.seek(size + size % 2, os.SEEK_CUR)
    raise BadWavError(f"it has {MOST_CHUNKS} chunks or more before its sound")


def _format_problem(width: int, channels: int, rate: int) -> str:
    """Return what is wrong with the format of the samples, in a clause; empty if nothing is."""
    if width != 2:
        return f"it has {8 * width} bits a sample, not 16"
    if channels > MOST_CHANNELS:
        return f"it has {channels:,} channels, not one or two"
    if not LEAST_RATE <= rate <= MOST_RATE:
        return f"it has {rate:,} samples a second, not {LEAST_RATE:,} to {MOST_RATE:,}"
    return ""


def write_wav(path: Path, blocks: Iterable[Samples]) -> None:
    """Write blocks of samples, one after another, as one WAV file. Raises OSError."""
    with path.open("wb") as raw, wave.open(raw, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        for block in blocks:
            file.writeframesraw(to_bytes(block))


def to_bytes(sound: Samples) -> bytes:
    """Return samples as little-endian bytes, the byte order of WAV files."""
    if sys.byteorder == "big":
        sound = array("h", sound)
        sound.byteswap()
    return sound.tobytes()


def resample(sound: Samples, rate: int) -> Samples:
    """Return a sound of `rate` samples a second at 48 kHz, by linear interpolation."""
    if rate == RATE or len(sound) < 2:
        return sound
    step = rate / RATE
    last = len(sound) - 1
    result = array("h")
    for i in range(math.floor(last / step) + 1):
        position = i * step
        left = min(int(position), last - 1)
        fraction = position - left
        result.append(round(sound[left] * (1 - fraction) + sound[left + 1] * fraction))
    return result


def scaled(sound: Samples, gain: float) -> Samples:
    """Return a sound with every sample multiplied by `gain` and clipped to 16 bits."""
    return array("h", (max(-32768, min(32767, round(value * gain))) for value in sound))


PAUSE_S = 0.15
"""The pause between two sentences."""
_PAUSE = array("h", bytes(2 * round(PAUSE_S * RATE)))


def join(parts: Sequence[Samples]) -> Samples:
    """Return spoken sentences one after another, with pauses between those that have sound."""
    joined = array("h")
    for part in parts:
        if joined and part:
            joined.extend(_PAUSE)
        joined.extend(part)
    return joined
