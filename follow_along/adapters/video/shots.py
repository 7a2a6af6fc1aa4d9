"""The shots of a video: the moments at which its picture changes, and what is to be seen then."""

import math
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from follow_along.adapters.video.words import HOW_TO_PAUSE_S, Title, Words, title_s, words_at
from follow_along.core.figures.drawing import draw_figure
from follow_along.core.figures.figure import Figure
from follow_along.core.figures.motion import Motion, motion
from follow_along.core.figures.shapes import Drawing
from follow_along.core.run.player import Phase, Player
from follow_along.core.run.rules import advance
from follow_along.core.view import view

FRAME_MS = 40
"""From one picture of a moving figure to the next: 25 a second."""

_ROUNDING_MS = 0.01


class Shot(NamedTuple):
    """What is to be seen from a moment on (milliseconds from the beginning)."""

    at_ms: int
    words: Title | Words
    drawing: Drawing | None
    """The figure; None where there is none."""
    says: str
    """Words beside the figure."""


def shots(begun: Player, figures: Mapping[str, Figure]) -> Iterator[Shot]:
    """Yield the shots of a run that began at 0, in order; the last is that of its end.

    While its figure moves there are 25 a second, counted from the beginning of the interval;
    otherwise there is one whenever something changes.
    """
    at_ms, player = 0, begun
    while player.phase is not Phase.DONE:
        figure = figures.get(player.block.exercise.figure)
        yield shot_at(player, figure, at_ms)
        at_ms += _until_next(player, figure, at_ms)
        player = advance(player, at_ms / 1000).player
    yield shot_at(player, None, at_ms)


def shot_at(player: Player, figure: Figure | None, at_ms: int) -> Shot:
    """Return what is to be seen of a run that was advanced to a moment."""
    at = at_ms / 1000
    words = words_at(player, at)
    moved = motion(player, at, figure) if isinstance(words, Words) else None
    if figure is None or moved is None:
        return Shot(at_ms, words, None, "")
    drawing = draw_figure(figure, moved.pose.joints, moved.side)
    return Shot(at_ms, words, drawing, moved.pose.says)


def _until_next(player: Player, figure: Figure | None, at_ms: int) -> int:
    """Return the milliseconds until the next shot: at least one."""
    at = at_ms / 1000
    if at < title_s(player):
        return _whole(title_s(player) - at)
    changes = [view(player, at).next_change_s or math.inf]
    if at < HOW_TO_PAUSE_S:
        changes.append(HOW_TO_PAUSE_S - at)
    if moved := motion(player, at, figure):
        changes.append(_until_moved(player, moved, at))
    return _whole(min(changes))


def _until_moved(player: Player, moved: Motion, at: float) -> float:
    """Return the seconds until the figure is seen in another pose."""
    if not moved.moving:
        return math.inf if moved.changes_in is None else moved.changes_in
    since_ms = (at - player.origin) * 1000 + _ROUNDING_MS
    return (FRAME_MS - since_ms % FRAME_MS + _ROUNDING_MS) / 1000


def _whole(seconds: float) -> int:
    return max(1, math.ceil(seconds * 1000 - 2 * _ROUNDING_MS))
