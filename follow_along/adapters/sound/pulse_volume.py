"""Asks PulseAudio whether what this process plays can be heard."""

import os
from typing import Any

from follow_along.adapters.sound.pactl import list_objects, stream_of

DUMMY = "auto_null"
"""The sink that PulseAudio and PipeWire make where there is no device."""

NO_DEVICE = "The sound server has no device: using the screen and the bell. Plug one in."
SINK_MUTED = "The system's sound is muted: using the screen and the bell. Unmute it."
SINK_AT_ZERO = "The system's volume is 0 %: using the screen and the bell. Turn it up."
STREAM_MUTED = (
    "follow-along is muted in the system's volume control: using the screen and the bell. "
    "Unmute it there."
)
STREAM_AT_ZERO = (
    "follow-along is at 0 % in the system's volume control: using the screen and the bell. "
    "Turn it up there."
)


def silence_of(streams: list[dict[str, Any]], sinks: list[dict[str, Any]], pid: int) -> str:
    """Return why the stream of a process is not heard, as a sentence; empty if it may be."""
    stream = stream_of(streams, pid)
    if stream is None:
        return ""
    sink = next((sink for sink in sinks if sink.get("index") == stream.get("sink")), {})
    if sink.get("name") == DUMMY:
        return NO_DEVICE
    reasons = (
        (sink.get("mute") is True, SINK_MUTED),
        (_at_zero(sink), SINK_AT_ZERO),
        (stream.get("mute") is True, STREAM_MUTED),
        (_at_zero(stream), STREAM_AT_ZERO),
    )
    return next((sentence for applies, sentence in reasons if applies), "")


def find_silence() -> str:
    """Return why nothing of this process is heard, as a sentence; empty if it may be heard."""
    streams = list_objects("sink-inputs")
    return silence_of(streams, list_objects("sinks"), os.getpid()) if streams else ""


def _at_zero(sink_or_stream: dict[str, Any]) -> bool:
    """Return whether every channel has the volume 0."""
    try:
        values = [channel["value"] for channel in sink_or_stream["volume"].values()]
    except (KeyError, TypeError, AttributeError):
        return False
    return bool(values) and not any(values)
