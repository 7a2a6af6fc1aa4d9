"""The history's grid as a picture: exercises by weeks, whatever fits around the cursor."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from follow_along.core.measures import Figures, Grid, Row
from follow_along.core.words import Kind, Side
from follow_along.ui.dates import week_head
from follow_along.ui.grid_cells import GAP, Form, cell, fitted, form_for

_HEAD_LINES = 2
_HEADINGS = {True: "Balance", False: "Other exercises, counted apart"}


@dataclass(frozen=True, slots=True)
class Track:
    """A line of cells: an exercise over the weeks, on one side or on all of them together."""

    row: Row
    side: Side | None

    def figures(self, week: int) -> Figures | None:
        """What was done in a week; None for nothing."""
        return self.row.cell(week, self.side)


@dataclass(frozen=True, slots=True)
class Cursor:
    """The chosen cell: places in the tracks and in the weeks of the grid, from 0."""

    track: int
    week: int


@dataclass(frozen=True, slots=True)
class _Window:
    """A stretch of a longer row of things: those from `first` up to, not including, `end`."""

    first: int
    end: int

    @classmethod
    def around(cls, place: int, room: int, length: int) -> "_Window":
        """The `room` things with `place` in their middle, as far as the ends allow."""
        first = max(0, min(place - room // 2, length - room))
        return cls(first, min(length, first + max(1, room)))


def tracks(grid: Grid, *, apart: bool) -> tuple[Track, ...]:
    """The lines of a grid: one for each exercise, or one for each of its sides."""
    return tuple(
        Track(row, side) for row in grid.rows for side in (row.sides if apart else (None,))
    )


def picture(
    grid: Grid, lines: Sequence[Track], cursor: Cursor, columns: int, rows: int
) -> list[Content]:
    """The picture's lines, at most `rows` of them. What does not fit is named by its number."""
    names = _names_width(lines, columns)
    form = form_for(columns - names, len(grid.weeks))
    room = max(1, (columns - names) // (form.width + GAP))
    window = _Window.around(cursor.week, room, len(grid.weeks))
    body: list[Content] = []
    chosen = 0
    for place, track in enumerate(lines):
        balance = track.row.kind is Kind.BALANCE
        if place == 0 or balance != (lines[place - 1].row.kind is Kind.BALANCE):
            body.append(fitted(_HEADINGS[balance], columns, "$text-muted"))
        if place == cursor.track:
            chosen = len(body)
        body += _track(track, grid, cursor if place == cursor.track else None, window, form, names)
    head = _head(grid, cursor, window, form, names)
    return head + _scrolled(body, chosen, form.height, rows - len(head), columns)


def _names_width(lines: Sequence[Track], columns: int) -> int:
    widest = max((Content(line.row.name).cell_length for line in lines), default=0)
    return min(widest + 3, max(14, columns * 3 // 10))


def _head(grid: Grid, cursor: Cursor, window: _Window, form: Form, names: int) -> list[Content]:
    """The weeks by the day they begin, and below them the weeks of the programme."""
    earlier, later = window.first, len(grid.weeks) - window.end
    more = f"◀ {earlier} earlier " if earlier else ""
    more += f"▶ {later} later" if later else ""
    dates = [fitted(more or "Week from", names, "$text-muted")]
    steps = [fitted("", names)]
    for place in range(window.first, window.end):
        week = grid.weeks[place]
        style = "bold reverse" if place == cursor.week else "bold"
        dates += [fitted(f" {week_head(week)}", form.width, style), Content(" " * GAP)]
        steps += [fitted(f" {steps_words(grid, week)}", form.width), Content(" " * GAP)]
    return [Content("").join(dates), Content("").join(steps)]


def steps_words(grid: Grid, week: int) -> str:
    """The programme weeks that were played in a week: `wk 1`, `wk 1-3`; empty for none."""
    numbers = sorted({step.number for step in grid.steps.get(week, ())})
    if not numbers:
        return ""
    return f"wk {numbers[0]}" if len(numbers) == 1 else f"wk {numbers[0]}-{numbers[-1]}"


def _track(
    track: Track, grid: Grid, cursor: Cursor | None, window: _Window, form: Form, names: int
) -> list[Content]:
    lines = [[name] for name in _name(track, cursor is not None, form, names)]
    for place in range(window.first, window.end):
        chosen = cursor is not None and cursor.week == place
        for line, part in zip(lines, cell(track.figures(grid.weeks[place]), form), strict=True):
            line += [part.stylize("underline") if chosen else part, Content(" " * GAP)]
    return [Content("").join(line) for line in lines]


def _name(track: Track, chosen: bool, form: Form, width: int) -> list[Content]:
    """The exercise, and its side where sides stand apart: below it, or beside it on one line."""
    mark = "▸" if chosen else " "
    style = "bold $primary" if chosen else ""
    side = "" if track.side is None else str(track.side)
    if form.height == 1:
        name = fitted(f"{mark} {track.row.name}", max(0, width - len(side) - 1), style)
        return [Content.assemble(name, Content.styled(f"{side} ", "$text-muted"))]
    below = fitted(f"  {side}", width, "$text-muted")
    return [fitted(f"{mark} {track.row.name}", width - 1, style).pad_right(1), below]


def _scrolled(
    body: list[Content], chosen: int, height: int, rows: int, columns: int
) -> list[Content]:
    """As much of the body as fits around the chosen lines; how much there is more, at its ends."""
    if len(body) <= rows:
        return body
    room = max(height, rows - 2)
    window = _Window.around(chosen + height // 2, room, len(body))
    above, below = window.first, len(body) - window.end
    return [
        fitted(f"▲ {above} more lines" if above else "", columns, "$text-muted"),
        *body[window.first : window.end],
        fitted(f"▼ {below} more lines" if below else "", columns, "$text-muted"),
    ]
