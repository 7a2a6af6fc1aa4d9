"""Messages are encoded as lines and decoded."""

import pytest

from follow_along.adapters.sound.protocol import (
    Close,
    Notice,
    Plan,
    Prepare,
    Setup,
    Status,
    Tune,
    decode,
    encode,
)
from follow_along.core.cues.scheduled_cue import ScheduledCue
from follow_along.core.enums import CueName


@pytest.mark.parametrize(
    "message",
    [
        Setup("auto", ["/sounds"], voice_folder="/cache", volume=0.5, tempo=False, muted=True),
        Plan(
            [
                ScheduledCue(1 / 3, cue=CueName.GO),
                ScheduledCue(2.0, phrase="Füße\nhoch", until=3.5),
            ],
            hush=True,
        ),
        Plan([]),
        Prepare(["Take your time"]),
        Tune(0.3, cues=True, tempo=False, voice=False, muted=True),
        Close(),
        Status(audible=True, backend="miniaudio (ALSA)", latency=0.075),
        Notice("There is no sound."),
    ],
)
def test_every_message_comes_back_as_it_was(message):
    """It takes one line, and a moment keeps its last digit."""
    line = encode(message)
    assert line.count(b"\n") == 1
    assert decode(line) == message


@pytest.mark.parametrize(
    "line", [b"", b"3\n", b"{}\n", b'{"type": "Loud"}\n', b'{"type": "Notice"}\n']
)
def test_a_line_that_is_no_message_is_a_value_error(line):
    """It names the line."""
    with pytest.raises(ValueError, match=r"not a message|Expecting value"):
        decode(line)
