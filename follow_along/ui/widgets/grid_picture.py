"""The history's grid as a picture: exercises by weeks, whatever fits around the cursor."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from follow_along.core.enums import ExerciseKind, Side
from follow_along.core.history.totals import Grid, GridRow, Totals
from follow_along.ui.dates import short_week_start
from follow_along.ui.widgets.grid_cells import GAP, CellLayout, cell, cell_layout_for, fitted

_HEADINGS = {True: "Balance", False: "Other exercises (not in the trend)"}


@dataclass(frozen=True, slots=True)
class Track:
    """A line of cells: an exercise over the weeks, on one side or on all of them together."""

    row: GridRow
    side: Side | None

    def totals(self, week: int) -> Totals | None:
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


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where things stand: the weeks shown, the form of the cells, the width of the names."""

    grid: Grid
    window: _Window
    form: CellLayout
    names: int

    @property
    def weeks(self) -> list[tuple[int, int]]:
        """The weeks shown, each with its place in the grid."""
        return list(enumerate(self.grid.weeks))[self.window.first : self.window.end]


def tracks(grid: Grid, *, split_sides: bool) -> tuple[Track, ...]:
    """The lines of a grid: one for each exercise, or one for each of its sides."""
    return tuple(
        Track(row, side) for row in grid.rows for side in (row.sides if split_sides else (None,))
    )


def picture(
    grid: Grid, lines: Sequence[Track], cursor: Cursor, columns: int, rows: int
) -> list[Content]:
    """The picture's lines, at most `rows` of them. What does not fit is named by its number."""
    layout = _layout(grid, lines, cursor, columns)
    head = _head(layout, cursor)
    chunks = [
        _heading(lines, place, columns)
        + _track(track, layout, cursor if place == cursor.track else None)
        for place, track in enumerate(lines)
    ]
    return head + _scrolled(chunks, cursor.track, rows - len(head), columns)


def _layout(grid: Grid, lines: Sequence[Track], cursor: Cursor, columns: int) -> _Layout:
    """Cells as roomy as the weeks allow; what they leave over goes to the names."""
    widest = 3 + max(
        (Content(f"{line.row.name} {line.side or ''}").cell_length for line in lines), default=0
    )
    least = min(widest, max(14, columns // 4))
    form = cell_layout_for(columns - least, len(grid.weeks))
    room = min(len(grid.weeks), max(1, (columns - least) // (form.width + GAP)))
    names = min(widest, columns - room * (form.width + GAP))
    return _Layout(grid, _Window.around(cursor.week, room, len(grid.weeks)), form, names)


def _heading(lines: Sequence[Track], place: int, columns: int) -> list[Content]:
    """The heading above the first of the balance exercises and the first of the others."""
    balance = lines[place].row.kind is ExerciseKind.BALANCE
    if place and balance == (lines[place - 1].row.kind is ExerciseKind.BALANCE):
        return []
    return [fitted(_HEADINGS[balance], columns, "$text-muted")]


def _head(layout: _Layout, cursor: Cursor) -> list[Content]:
    """The weeks by the day they begin, and below them the weeks of the programme."""
    window, form = layout.window, layout.form
    more = _more_weeks(window.first, len(layout.grid.weeks) - window.end, layout.names)
    dates = [fitted(more, layout.names, "$text-muted")]
    steps = [fitted("", layout.names)]
    for place, week in layout.weeks:
        style = "bold reverse" if place == cursor.week else "bold"
        dates += [
            fitted(form.indent + short_week_start(week), form.width, style),
            Content(" " * GAP),
        ]
        words = form.indent + programme_weeks_text(layout.grid, week)
        steps += [fitted(words, form.width), Content(" " * GAP)]
    return [Content("").join(dates), Content("").join(steps)]


def _more_weeks(earlier: int, later: int, width: int) -> str:
    """How many weeks lie beyond those shown, in words where there is room for them."""
    counts = [("◀", earlier, "earlier"), ("▶", later, "later")]
    parts = [part for part in counts if part[1]]
    words = " ".join(f"{arrow} {count} {where}" for arrow, count, where in parts)
    if len(words) > width:
        words = " ".join(f"{arrow} {count}" for arrow, count, _ in parts)
    return words or "Week from"


def programme_weeks_text(grid: Grid, week: int) -> str:
    """The programme weeks that were played in a week: `wk 1`, `wk 1-3`; empty for none."""
    numbers = sorted({step.number for step in grid.programme_weeks.get(week, ())})
    if not numbers:
        return ""
    return f"wk {numbers[0]}" if len(numbers) == 1 else f"wk {numbers[0]}-{numbers[-1]}"


def _track(track: Track, layout: _Layout, cursor: Cursor | None) -> list[Content]:
    form = layout.form
    lines = [[name] for name in _name(track, cursor is not None, form, layout.names)]
    for place, week in layout.weeks:
        parts = cell(track.totals(week), form)
        if cursor is not None and cursor.week == place:
            parts[0] = parts[0].stylize("underline")
        for line, part in zip(lines, parts, strict=True):
            line += [part, Content(" " * GAP)]
    return [Content("").join(line) for line in lines]


def _name(track: Track, chosen: bool, form: CellLayout, width: int) -> list[Content]:
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
    chunks: Sequence[list[Content]], chosen: int, rows: int, columns: int
) -> list[Content]:
    """As many tracks as fit around the chosen one; how many more there are, at the ends."""
    if sum(map(len, chunks)) <= rows:
        return [line for chunk in chunks for line in chunk]
    first, end = chosen, chosen + 1
    grown = True
    while grown:
        grown = False
        for wider in ((first, end + 1), (first - 1, end)):
            if _fits(chunks, *wider, rows):
                first, end = wider
                grown = True
    above, below = first, len(chunks) - end
    shown = [line for chunk in chunks[first:end] for line in chunk]
    if above:
        shown.insert(0, fitted(f"▲ {above} more above", columns, "$text-muted"))
    if below:
        shown.append(fitted(f"▼ {below} more below", columns, "$text-muted"))
    return shown


def _fits(chunks: Sequence[list[Content]], first: int, end: int, rows: int) -> bool:
    """Whether these chunks, and a line for what is left out at each end, fit into the rows."""
    if first < 0 or end > len(chunks):
        return False
    lines = sum(map(len, chunks[first:end]))
    return lines + (first > 0) + (end < len(chunks)) <= rows
