"""What PulseAudio lets nobody hear: a device or a stream that is muted, or at 0 %, or no device."""

import os
import subprocess

import pytest

from follow_along.adapters.sound import pactl
from follow_along.adapters.sound.pulse_volume import (
    NO_DEVICE,
    SINK_AT_ZERO,
    SINK_MUTED,
    STREAM_AT_ZERO,
    STREAM_MUTED,
    find_silence,
    silence_of,
)

PID = 42


def volume(*values):
    """Return the volume of each channel as pactl lists it."""
    names = ("front-left", "front-right")
    return {name: {"value": value} for name, value in zip(names, values, strict=False)}


FULL = {"mute": False, "volume": volume(65536, 65536)}
STREAM = FULL | {"sink": 3, "properties": {"application.process.id": str(PID)}}
SINK = FULL | {"index": 3, "name": "speakers"}
MUTED = {"mute": True}
AT_ZERO = {"volume": volume(0, 0)}


@pytest.mark.parametrize(
    ("stream", "sink", "sentence"),
    [
        ({}, {}, ""),
        ({}, MUTED, SINK_MUTED),
        ({}, AT_ZERO, SINK_AT_ZERO),
        ({}, {"volume": volume(0, 1)}, ""),
        ({}, {"volume": volume(0)}, SINK_AT_ZERO),
        (MUTED, {}, STREAM_MUTED),
        (AT_ZERO, {}, STREAM_AT_ZERO),
        (MUTED, AT_ZERO, SINK_AT_ZERO),
        ({}, {"name": "auto_null"}, NO_DEVICE),
        # What a server may leave out or say otherwise is not taken for silence.
        ({"sink": 4}, MUTED, ""),
        ({}, {"volume": {}}, ""),
        ({}, {"volume": None}, ""),
        ({}, {"volume": volume("loud")}, ""),
        ({}, {"mute": "yes"}, ""),
        ({"properties": {"application.process.id": "7"}}, MUTED, ""),
    ],
)
def test_the_reason_why_nothing_is_heard(stream, sink, sentence):
    """The reason that lies nearest to the ear; nothing for what is merely soft or unknown."""
    others = [FULL | MUTED | {"sink": 9, "properties": {}}, STREAM | stream]
    sinks = [SINK | MUTED | {"index": 9}, SINK | sink]
    assert silence_of(others, sinks, PID) == sentence


@pytest.mark.parametrize(
    "answer",
    ["", "Connection refused", "3", "[3]", "[{}]", '{"a": 1}', '[{"properties": []}]', "null"],
)
def test_an_answer_that_is_not_understood_is_no_reason(monkeypatch, answer):
    """Versions of pactl differ, and another program may have its name."""
    done = subprocess.CompletedProcess((), 0, stdout=answer)
    monkeypatch.setattr(pactl.subprocess, "run", lambda *_, **__: done)
    assert find_silence() == ""


def test_without_pactl_there_is_no_reason(monkeypatch, tmp_path):
    """Nothing is raised."""
    monkeypatch.setitem(os.environ, "PATH", str(tmp_path))
    assert find_silence() == ""
