"""The table of the done screen: stops by exercise and side, with the recent level below."""

from collections.abc import Mapping

from textual.content import Content

from follow_along.core.durations import minutes_text
from follow_along.core.enums import Side
from follow_along.core.history.totals import Totals
from follow_along.core.run.record import Record
from follow_along.core.run.summary import ExerciseSummary, summarise
from follow_along.ui.widgets.text_table import table

_HEADINGS = ("Exercise", "Left / both", "Right", "Longest")
_RECENT = "  recent runs"

Levels = Mapping[tuple[str, Side], Totals]
"""Recent totals by exercise id and side."""


def totals_table(record: Record, levels: Levels) -> Content:
    """Return one row per exercise: stops on the left or both feet, on the right, longest stretch.

    A second row scales the recent level of the exercise, if it has one, to the same steady time.
    """
    summaries = summarise(record).exercises
    rows = [[Content.styled(heading, "$text-muted") for heading in _HEADINGS]]
    for exercise_id in dict.fromkeys(summary.exercise_id for summary in summaries):
        sides = {each.side: each for each in summaries if each.exercise_id == exercise_id}
        name = next(iter(sides.values())).exercise
        first = Side.LEFT if Side.LEFT in sides else Side.BOTH
        longest = max(summary.longest_ms for summary in sides.values())
        stretch = Content(minutes_text(longest) if longest else "")
        rows.append([Content(name), _cell(sides.get(first)), _cell(sides.get(Side.RIGHT)), stretch])
        recent = {side: levels.get((exercise_id, side)) for side in sides}
        if any(recent.values()):
            left, right = (_level(sides.get(s), recent.get(s)) for s in (first, Side.RIGHT))
            best = max(totals.longest_ms for totals in recent.values() if totals)
            row = (_RECENT, left, right, minutes_text(best))
            rows.append([Content.styled(text, "$text-muted") for text in row])
    return table(rows)


def _level(summary: ExerciseSummary | None, totals: Totals | None) -> str:
    """Scale a recent level to the steady time of this run."""
    if summary is None or not summary.steady_ms or totals is None or totals.per_minute is None:
        return ""
    stops = totals.per_minute * summary.steady_ms / 60_000
    return f"{stops:.1f}".removesuffix(".0") + f" in {minutes_text(summary.steady_ms)}"


def _cell(summary: ExerciseSummary | None) -> Content:
    if summary is None:
        return Content("")
    if not summary.steady_ms:
        return Content.styled("not done", "$text-muted")
    text = f"{summary.count} in {minutes_text(summary.steady_ms)}"
    style = "bold $text-warning" if summary.count else "$text-success"
    return Content.assemble(
        (text, style), ("  cut short" if summary.unfinished else "", "$text-muted")
    )
