"""What the program and its sound process say to each other: one JSON object a line."""

import json
from dataclasses import asdict, dataclass, field
from typing import TypeAlias

from follow_along.core.cues.scheduled_cue import ScheduledCue
from follow_along.core.enums import CueName


@dataclass(frozen=True, slots=True)
class Setup:
    """The first message: how to play."""

    backend: str
    cue_folders: list[str]
    voice_folder: str | None = None
    """Where rendered phrases are kept; None: no voice."""
    volume: float = 1.0
    cues: bool = True
    tempo: bool = True
    voice: bool = True
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """Replace the plan."""

    due: list[ScheduledCue] = field(default_factory=list)
    hush: bool = False


@dataclass(frozen=True, slots=True)
class Prepare:
    """Render phrases."""

    phrases: list[str]


@dataclass(frozen=True, slots=True)
class Tune:
    """Change what is heard and how loud."""

    volume: float
    cues: bool
    tempo: bool
    voice: bool
    muted: bool


@dataclass(frozen=True, slots=True)
class Close:
    """End."""


@dataclass(frozen=True, slots=True)
class Alive:
    """Said every half second, and whenever something of it changes."""

    audible: bool
    through: str = ""
    """What plays, for the person: `miniaudio (PulseAudio)`."""
    latency: float = 0.0
    """Seconds from the making of a sample to its hearing."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence for the person."""

    sentence: str


Message: TypeAlias = Setup | Plan | Prepare | Tune | Close | Alive | Notice
_KINDS: dict[str, type[Message]] = {
    kind.__name__: kind for kind in (Setup, Plan, Prepare, Tune, Close, Alive, Notice)
}


def encode(message: Message) -> bytes:
    """Return a message as a line."""
    return json.dumps({"is": type(message).__name__} | asdict(message)).encode() + b"\n"


def decode(line: bytes) -> Message:
    """Return the message of a line. Raises ValueError for a line that is none."""
    try:
        fields = json.loads(line)
        kind = _KINDS[fields.pop("is")]
        if kind is Plan:
            fields["due"] = [_due(**one) for one in fields["due"]]
        return kind(**fields)
    except (TypeError, KeyError, AttributeError) as why:
        raise ValueError(f"not a message of the sound process: {line!r}") from why


def _due(at: float, cue: str | None, phrase: str | None, until: float | None) -> ScheduledCue:
    return ScheduledCue(at, CueName(cue) if cue else None, phrase, until)
