"""The table of the done screen: stops by exercise and side, and the recent level below them."""

from collections.abc import Mapping

from textual.content import Content

from follow_along.core.durations import minutes_text
from follow_along.core.enums import Side
from follow_along.core.history.totals import Totals
from follow_along.core.run.record import Record
from follow_along.core.run.summary import ExerciseSummary, summarise
from follow_along.ui.widgets.text_table import table

_HEADS = ("Exercise", "Left / both", "Right", "Longest")
_BEFORE = "  the last runs before"

Levels = Mapping[tuple[str, Side], Totals]
"""By the exercise's id and the side."""


def figures_table(record: Record, levels: Levels) -> Content:
    """A row for each exercise: stops on the left or on both feet, on the right, the longest.

    Below a balance exercise with a recent level stands what that level comes to in as much work.
    """
    lines = summarise(record).exercises
    rows = [[Content.styled(word, "$text-muted") for word in _HEADS]]
    for exercise_id in dict.fromkeys(line.exercise_id for line in lines):
        sides = {line.side: line for line in lines if line.exercise_id == exercise_id}
        name = next(line.exercise for line in sides.values())
        first = Side.LEFT if Side.LEFT in sides else Side.BOTH
        longest = max(line.longest_ms for line in sides.values())
        stretch = Content(minutes_text(longest) if longest else "")
        rows.append([Content(name), _cell(sides.get(first)), _cell(sides.get(Side.RIGHT)), stretch])
        before = {side: levels.get((exercise_id, side)) for side in sides}
        if any(before.values()):
            left, right = (_level(sides.get(s), before.get(s)) for s in (first, Side.RIGHT))
            best = max(figures.longest_ms for figures in before.values() if figures)
            words = (_BEFORE, left, right, minutes_text(best))
            rows.append([Content.styled(word, "$text-muted") for word in words])
    return table(rows)


def _level(line: ExerciseSummary | None, figures: Totals | None) -> str:
    """What a recent level comes to in the work of a line."""
    if line is None or not line.steady_ms or figures is None or figures.per_minute is None:
        return ""
    stops = figures.per_minute * line.steady_ms / 60_000
    return f"{stops:.1f}".removesuffix(".0") + f" in {minutes_text(line.steady_ms)}"


def _cell(line: ExerciseSummary | None) -> Content:
    if line is None:
        return Content("")
    if not line.steady_ms:
        return Content.styled("not done", "$text-muted")
    words = f"{line.count} in {minutes_text(line.steady_ms)}"
    style = "bold $text-warning" if line.count else "$text-success"
    return Content.assemble(
        (words, style), ("  cut short" if line.unfinished else "", "$text-muted")
    )
