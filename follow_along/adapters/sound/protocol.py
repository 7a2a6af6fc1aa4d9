"""The messages between the program and the sound process: one JSON object a line."""

import json
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from follow_along.core.cues.scheduled_cue import ScheduledCue
from follow_along.core.enums import CueName


class Setup(NamedTuple):
    """The first message: what to play through, from which files, and how."""

    backend: str
    cue_folders: list[str]
    voice_folder: str | None = None
    """Where rendered phrases are kept; None turns the voice off."""
    recorded_folder: str | None = None
    """The phrases that are recorded ahead of time."""
    voices: tuple[str, ...] = ()
    """The kinds of voice that may speak, the preferred one first."""
    volume: float = 1.0
    cues: bool = True
    tempo: bool = True
    voice: bool = True
    muted: bool = False


class Plan(NamedTuple):
    """Replaces the plan. `hush` also fades out what sounds."""

    scheduled: Sequence[ScheduledCue] = ()
    hush: bool = False


class Prepare(NamedTuple):
    """Has the phrases of a run rendered ahead of time, in the language in which it speaks."""

    phrases: list[str]
    language: str = "en"


class Tune(NamedTuple):
    """Changes what is heard and how loud (`volume` from 0 to 1)."""

    volume: float
    cues: bool
    tempo: bool
    voice: bool
    muted: bool


class Close(NamedTuple):
    """Ends the sound process."""


class Status(NamedTuple):
    """The state of the sound process, reported on change and every half second."""

    audible: bool
    backend: str = ""
    """The library and the system it plays through, as in `miniaudio (PulseAudio)`."""
    latency: float = 0.0
    """Seconds from the rendering of a sample until it is heard."""


class Notice(NamedTuple):
    """A sentence for the user."""

    sentence: str


Message: TypeAlias = Setup | Plan | Prepare | Tune | Close | Status | Notice
_TYPES: dict[str, type[Message]] = {
    cls.__name__: cls for cls in (Setup, Plan, Prepare, Tune, Close, Status, Notice)
}


def encode(message: Message) -> bytes:
    """Return a message as a line."""
    return json.dumps({"type": type(message).__name__} | message._asdict()).encode() + b"\n"


def decode(line: bytes) -> Message:
    """Return the message of a line. Raises ValueError if the line holds none."""
    try:
        values = json.loads(line)
        cls = _TYPES[values.pop("type")]
        if cls is Plan:
            values["scheduled"] = [_scheduled_cue(*cue) for cue in values["scheduled"]]
        if cls is Setup:
            values["voices"] = tuple(values.get("voices", ()))
        return cls(**values)
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"not a message of the sound process: {line!r}") from error


def _scheduled_cue(  # noqa: PLR0913, PLR0917 - the values of a cue, in their order
    at: float,
    cue: str | None,
    phrase: str | None,
    until: float | None,
    shorter: Sequence[str],
    patience: float,
) -> ScheduledCue:
    name = CueName(cue) if cue else None
    return ScheduledCue(at, name, phrase, until, tuple(shorter), patience)
