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
_DAY_S = 86_400.0


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
    words, words_until_ms = words_at(begun, 0.0), 0
    while player.phase is not Phase.DONE:
        if at_ms >= words_until_ms:
            words = words_at(player, at_ms / 1000)
            words_until_ms = at_ms + _whole(_until_words(player, at_ms / 1000))
        figure = figures.get(player.block.exercise.figure)
        moved = _motion(player, at_ms / 1000, figure, words)
        yield _shot(at_ms, words, figure, moved)
        moved_ms = _whole(_until_moved(player, moved, at_ms / 1000)) if moved else words_until_ms
        at_ms = min(words_until_ms, at_ms + moved_ms)
        player = advance(player, at_ms / 1000).player
    yield shot_at(player, None, at_ms)


def shot_at(player: Player, figure: Figure | None, at_ms: int) -> Shot:
    """Return what is to be seen of a run that was advanced to a moment."""
    words = words_at(player, at_ms / 1000)
    return _shot(at_ms, words, figure, _motion(player, at_ms / 1000, figure, words))


def _motion(
    player: Player, at: float, figure: Figure | None, words: Title | Words
) -> Motion | None:
    """Return the motion of the figure; none beside a title."""
    return motion(player, at, figure) if isinstance(words, Words) else None


def _shot(at_ms: int, words: Title | Words, figure: Figure | None, moved: Motion | None) -> Shot:
    if figure is None or moved is None:
        return Shot(at_ms, words, None, "")
    drawing = draw_figure(figure, moved.pose.joints, moved.side)
    return Shot(at_ms, words, drawing, moved.pose.says)


def _until_words(player: Player, at: float) -> float:
    """Return the seconds until the words change."""
    if at < title_s(player):
        return title_s(player) - at
    changes = [view(player, at).next_change_s or math.inf]
    if at < HOW_TO_PAUSE_S:
        changes.append(HOW_TO_PAUSE_S - at)
    return min(changes)


def _until_moved(player: Player, moved: Motion, at: float) -> float:
    """Return the seconds until the figure is seen in another pose."""
    if not moved.moving:
        return math.inf if moved.changes_in is None else moved.changes_in
    since_ms = (at - player.origin) * 1000 + _ROUNDING_MS
    return (FRAME_MS - since_ms % FRAME_MS + _ROUNDING_MS) / 1000


def _whole(seconds: float) -> int:
    """Return the next whole millisecond, at least one and at most a day ahead."""
    return max(1, math.ceil(min(seconds, _DAY_S) * 1000 - 2 * _ROUNDING_MS))
