"""The words of a video at one moment, from the same view as those of the play screen."""

import math
from typing import NamedTuple

from follow_along.core.durations import clock_text
from follow_along.core.place_words import lead_in_words
from follow_along.core.run.player import Phase, Player
from follow_along.core.sessions.timeline import IntervalKind
from follow_along.core.view import EPSILON, view

HOW_TO_PAUSE = "To pause: Space, or the pause key of the remote. Stops are not counted."
"""A video knows no stops."""

_TITLE_S = 6.0
"""How long the title is shown, but at most for half of the first lead-in."""

HOW_TO_PAUSE_S = 12.0
"""How long it is said how to pause."""


class Title(NamedTuple):
    """The words at the beginning and at the end."""

    title: str
    length: str
    lines: tuple[str, ...]


class Words(NamedTuple):
    """The words while the session is on. `progress` is from 0 to 1."""

    exercise: str
    position: str
    heading: str
    """What is on: `Get ready`, or the repetition."""
    side: str
    digits: str
    working: bool
    urgent: bool
    detail: str
    """The tempo step, or how much there is to do."""
    instruction: str
    footer: str
    """What comes next."""
    left: str
    progress: float


def title_s(player: Player) -> float:
    """Return how long the title of a run is shown at its beginning, in seconds."""
    return min(_TITLE_S, player.timeline.blocks[0].lead_in_s / 2)


def words_at(player: Player, at: float) -> Title | Words:
    """Return the words of a run that began at 0 and was advanced to `at` (seconds)."""
    session = player.timeline.session
    length = clock_text(player.timeline.total_ms)
    if player.phase is Phase.DONE:
        return Title(session.title, length, ("That's it. Session done.",))
    if at < title_s(player):
        kit = f"You need: {', '.join(session.kit)}" if session.kit else ""
        lines = tuple(filter(None, (kit, session.safety, HOW_TO_PAUSE)))
        return Title(session.title, length, lines)
    seen = view(player, at)
    working = seen.interval is IntervalKind.WORK
    reps = player.block.exercise.reps
    counted = f"{reps} reps" if reps and not seen.tempo else ""
    return Words(
        exercise=seen.exercise,
        position=seen.position,
        heading=seen.repetition if working else lead_in_words(seen.interval),
        side=seen.side_name.upper(),
        digits=seen.digits,
        working=working,
        urgent=seen.urgent,
        detail=(seen.tempo or counted) if working else seen.dose,
        instruction=seen.instruction,
        footer=HOW_TO_PAUSE if at < HOW_TO_PAUSE_S else seen.upcoming,
        left=f"{seen.session_left} left",
        progress=_in_whole_seconds(seen.progress, player.timeline.total_ms / 1000),
    )


def _in_whole_seconds(progress: float, total_s: float) -> float:
    """Return how far the session is, as of its last whole second: words change once a second."""
    return math.floor(progress * total_s + EPSILON) / total_s if total_s else 0.0
