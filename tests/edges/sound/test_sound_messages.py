"""The lines between the program and the sound process."""

import pytest

from follow_along.core.due import Due
from follow_along.core.words import CueName
from follow_along.edges.sound.messages import (
    Alive,
    Close,
    Notice,
    Plan,
    Prepare,
    Setup,
    Tune,
    decode,
    encode,
)


@pytest.mark.parametrize(
    "message",
    [
        Setup("auto", ["/sounds"], voice_folder="/cache", volume=0.5, tempo=False, muted=True),
        Plan([Due(1 / 3, cue=CueName.GO), Due(2.0, words="Füße\nhoch", until=3.5)], hush=True),
        Plan(),
        Prepare(["Take your time"]),
        Tune(0.3, cues=True, tempo=False, voice=False, muted=True),
        Close(),
        Alive(audible=True, through="miniaudio (ALSA)", latency=0.075),
        Notice("There is no sound."),
    ],
)
def test_every_message_comes_back_as_it_was(message):
    """One line each, and nothing is lost: a moment not even in its last digit."""
    line = encode(message)
    assert line.count(b"\n") == 1
    assert decode(line) == message


@pytest.mark.parametrize("line", [b"", b"3\n", b"{}\n", b'{"is": "Loud"}\n', b'{"is": "Notice"}\n'])
def test_a_line_that_is_no_message_is_named(line):
    """Whatever stands on it is a ValueError."""
    with pytest.raises(ValueError, match=r"not a message|Expecting value"):
        decode(line)
