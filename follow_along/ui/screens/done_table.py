"""The totals of the done screen: stops by exercise and side, beside the recent level."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from follow_along.core.durations import minutes_text
from follow_along.core.enums import Side
from follow_along.core.history.totals import Totals
from follow_along.core.run.record import Record
from follow_along.core.run.summary import ExerciseSummary, summarise
from follow_along.ui.widgets.text_table import table

_HEADINGS = ("Exercise", "Left / both", "Right", "Longest")
_SIDES = {Side.LEFT: "Left", Side.RIGHT: "Right", Side.BOTH: "Both"}
_CUT_SHORT = "cut short"

Levels = Mapping[tuple[str, Side], Totals]
"""Recent totals by exercise id and side."""


class TotalsTable(Widget):
    """Shows the totals as a table, or as a list where the table is too wide."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._exercises: Sequence[_Exercise] = ()

    def show(self, record: Record, levels: Levels) -> None:
        """Show the totals of a run beside the recent levels."""
        self._exercises = list(_exercises(record, levels))
        self.refresh(layout=True)

    def render(self) -> Content:
        """Return the totals for the widget's width."""
        return _totals(self._exercises, self.content_size.width)

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 - Textual's call
        """Return the width of the table or list."""
        return _width(_totals(self._exercises, container.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's call
        """Return the rows of the table or list."""
        return len(_totals(self._exercises, width).wrap(width)) if width else 0


def totals_text(record: Record, levels: Levels, columns: int) -> Content:
    """Return the stops and the longest stretch of each exercise, at most `columns` wide.

    The recent level of an exercise is scaled to the steady time of this run.
    """
    return _totals(list(_exercises(record, levels)), columns)


@dataclass(frozen=True, slots=True)
class _Exercise:
    """One exercise of a run, with its sides and their recent totals."""

    name: str
    sides: Mapping[Side, ExerciseSummary]
    recent: Mapping[Side, Totals]

    @property
    def longest(self) -> str:
        longest = max(summary.longest_ms for summary in self.sides.values())
        return minutes_text(longest) if longest else ""

    @property
    def recent_longest(self) -> str:
        return minutes_text(max(totals.longest_ms for totals in self.recent.values()))

    def level(self, side: Side) -> str:
        """The recent level of a side, scaled to the steady time of this run, or an empty text."""
        summary, totals = self.sides.get(side), self.recent.get(side)
        if summary is None or not summary.steady_ms or totals is None or totals.per_minute is None:
            return ""
        stops = totals.per_minute * summary.steady_ms / 60_000
        return f"{stops:.1f}".removesuffix(".0") + f" in {minutes_text(summary.steady_ms)}"


def _exercises(record: Record, levels: Levels) -> Iterator[_Exercise]:
    summaries = summarise(record).exercises
    for exercise_id in dict.fromkeys(summary.exercise_id for summary in summaries):
        sides = {each.side: each for each in summaries if each.exercise_id == exercise_id}
        recent = {
            side: levels[exercise_id, side] for side in sides if (exercise_id, side) in levels
        }
        yield _Exercise(next(iter(sides.values())).exercise, sides, recent)


def _totals(exercises: Sequence[_Exercise], columns: int) -> Content:
    wide = table(list(_rows(exercises)))
    if _width(wide) <= columns:
        return wide
    return Content("\n").join(line for each in exercises for line in _lines(each))


def _width(text: Content) -> int:
    return max((line.cell_length for line in text.split("\n")), default=0)


def _rows(exercises: Sequence[_Exercise]) -> Iterator[Sequence[Content]]:
    """Yield the rows of the table: one for each exercise, and muted ones below it."""
    yield _muted(*_HEADINGS)
    for each in exercises:
        first = Side.LEFT if Side.LEFT in each.sides else Side.BOTH
        both = [each.sides.get(side) for side in (first, Side.RIGHT)]
        yield [Content(each.name), *map(_stops, both), Content(each.longest)]
        if any(map(_is_cut_short, both)):
            yield _muted("", *(_CUT_SHORT if _is_cut_short(side) else "" for side in both), "")
        if any(summary and summary.reps for summary in both):
            yield _muted("  reps", *(summary.reps if summary else "" for summary in both), "")
        if each.recent:
            levels = each.level(first), each.level(Side.RIGHT)
            yield _muted("  recent runs", *levels, each.recent_longest)


def _lines(each: _Exercise) -> Iterator[Content]:
    """Yield the lines of an exercise in the list."""
    yield Content(each.name)
    for side, summary in each.sides.items():
        cut_short = f", {_CUT_SHORT}" if _is_cut_short(summary) else ""
        reps = f", {summary.reps} reps" if summary.reps else ""
        level = each.level(side)
        recent = f" (recent runs: {level})" if level else ""
        yield (
            Content(f"  {_SIDES[side]}: ")
            + _stops(summary)
            + Content.styled(cut_short + reps + recent, "$text-muted")
        )
    if each.longest:
        recent = f" (recent runs: {each.recent_longest})" if each.recent else ""
        yield Content(f"  Longest: {each.longest}") + Content.styled(recent, "$text-muted")


def _muted(*texts: str) -> list[Content]:
    return [Content.styled(text, "$text-muted") for text in texts]


def _is_cut_short(summary: ExerciseSummary | None) -> bool:
    return summary is not None and summary.unfinished and bool(summary.steady_ms)


def _stops(summary: ExerciseSummary | None) -> Content:
    if summary is None:
        return Content("")
    if not summary.steady_ms:
        return Content.styled("not done", "$text-muted")
    text = f"{summary.count} in {minutes_text(summary.steady_ms)}"
    return Content.styled(text, "bold $text-warning" if summary.count else "$text-success")
