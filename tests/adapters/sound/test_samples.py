"""WAV files are read and written."""

import math
import os
from array import array
from itertools import pairwise

import pytest

from follow_along.adapters.sound.samples import (
    RATE,
    BadWavError,
    read_wav,
    resample,
    scaled,
    write_wav,
)
from tests.adapters.sound.wav_files import write_pcm

WAV_HEADER = b"RIFF\0\0\0\1WAVE"


def sine(hertz, seconds, rate):
    """Return a tone of half strength."""
    turn = 2 * math.pi * hertz / rate
    return array("h", [round(16_000 * math.sin(turn * i)) for i in range(round(seconds * rate))])


def test_what_is_written_is_read_again(tmp_path):
    """Blocks written one after another come back as one sound."""
    write_wav(tmp_path / "a.wav", [array("h", [1, -2]), array("h", [32_767, -32_768])])
    assert list(read_wav(tmp_path / "a.wav")) == [1, -2, 32_767, -32_768]


def test_channels_are_averaged(tmp_path):
    """A sound in stereo becomes one channel."""
    write_pcm(tmp_path / "a.wav", array("h", [100, 300, -50, -150]), channels=2)
    assert list(read_wav(tmp_path / "a.wav")) == [200, -100]


@pytest.mark.parametrize("rate", [8_000, 22_050, 44_100, 96_000])
def test_another_rate_keeps_length_and_pitch(tmp_path, rate):
    """A tone at any rate is the same tone at 48 kHz."""
    write_pcm(tmp_path / "a.wav", sine(440, 0.5, rate), rate=rate)
    samples = read_wav(tmp_path / "a.wav")
    assert len(samples) == pytest.approx(0.5 * RATE, abs=RATE / rate + 1)
    rising = sum(a < 0 <= b for a, b in pairwise(samples))
    assert rising == pytest.approx(220, abs=1)


def test_a_sound_at_the_right_rate_is_left_alone():
    """The very same samples are returned."""
    sound = array("h", [1, 2, 3])
    assert resample(sound, RATE) is sound


@pytest.mark.parametrize(
    ("write", "words"),
    [
        (lambda path: path.write_bytes(b"not a sound"), "cannot be read as a WAV file"),
        (lambda path: path.write_bytes(b""), "cannot be read as a WAV file"),
        (lambda path: path.write_bytes(WAV_HEADER + b"odd \1\0\0\0x\0" * 99), "cannot be read"),
        (lambda path: path.write_bytes(WAV_HEADER + b"odd \1\0\0\0x\0" * 100), "has 100 chunks"),
        (lambda path: path.mkdir(), "^this is a folder, not a file"),
        (os.mkfifo, "^this is a pipe, not a file"),
        (lambda path: path.symlink_to("nothing"), "^this is a link to a file that does not exist"),
        (lambda path: write_pcm(path, array("b", [0] * 300), width=3), "24 bits a sample, not 16"),
        (lambda path: write_pcm(path, array("h", [0] * 48_001)), "longer than 1 second"),
        (lambda path: write_pcm(path, array("h")), "no sound in it"),
        (lambda path: write_pcm(path, array("h", [0] * 9), channels=3), "has 3 channels"),
        (lambda path: write_pcm(path, array("h", [0]), rate=1), "has 1 samples a second, not"),
        (lambda path: write_pcm(path, array("h", [0]), rate=2**30), "not 4,000 to 192,000"),
    ],
)
def test_a_bad_file_says_why(tmp_path, write, words):
    """Every fault of a file is a BadWavError with its reason."""
    path = tmp_path / "bad.wav"
    write(path)
    with pytest.raises(BadWavError, match=words):
        read_wav(path, longest=1.0)


def test_a_minute_is_read_unless_it_has_too_much_data(tmp_path):
    """A phrase takes as much memory at any sample rate and with any number of channels."""
    write_pcm(tmp_path / "a.wav", array("h", [1]) * (60 * RATE))
    assert len(read_wav(tmp_path / "a.wav")) == 60 * RATE
    for form in ({"rate": 192_000}, {"rate": 96_000}, {"channels": 2}):
        samples = 60 * form.get("rate", RATE) * form.get("channels", 1)
        write_pcm(tmp_path / "a.wav", array("h", [1]) * samples, **form)
        with pytest.raises(BadWavError, match="sound is larger than 6 MiB"):
            read_wav(tmp_path / "a.wav")


def test_a_file_cut_short_is_read_as_far_as_it_goes(tmp_path):
    """The samples before the cut are returned."""
    path = tmp_path / "cut.wav"
    write_pcm(path, array("h", [7] * 100))
    path.write_bytes(path.read_bytes()[:-51])
    assert list(read_wav(path)) == [7] * 74


def test_scaling_stays_within_sixteen_bits():
    """Samples are clipped, and never wrap around."""
    assert list(scaled(array("h", [100, -30_000, 30_000]), 2.0)) == [200, -32_768, 32_767]
