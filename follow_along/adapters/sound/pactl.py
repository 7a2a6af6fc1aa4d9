"""Asks PulseAudio, or PipeWire in its place, through the command `pactl`."""

import json
import os
import subprocess
from typing import Any

ANSWER_S = 1.0


def list_objects(kind: str) -> list[dict[str, Any]]:
    """Return the server's `sinks` or `sink-inputs` (streams); none if there is no answer.

    Waits up to a second for a server that hangs.
    """
    try:
        listing = subprocess.run(  # noqa: S603 - a fixed command
            ["pactl", "--format=json", "list", kind],  # noqa: S607 - as found
            capture_output=True,
            check=True,
            text=True,
            timeout=ANSWER_S,
            env=os.environ | {"LC_ALL": "C"},
        ).stdout
        return [each for each in json.loads(listing) if isinstance(each, dict)]
    except (OSError, subprocess.SubprocessError, ValueError, TypeError):
        return []


def stream_of(streams: list[dict[str, Any]], pid: int) -> dict[str, Any] | None:
    """Return the stream of a process; None if it has none."""
    for stream in streams:
        try:
            if stream["properties"].get("application.process.id") == str(pid):
                return stream
        except (KeyError, TypeError, AttributeError):
            continue
    return None
