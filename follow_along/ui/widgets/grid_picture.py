"""Renders the history grid: its tracks by weeks, as many as fit around the cursor."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from follow_along.core.dates import short_week_start
from follow_along.core.history.totals import Grid
from follow_along.ui.widgets.grid_cells import GAP, CellLayout, cell_layout_for, fitted
from follow_along.ui.widgets.grid_tracks import Track


@dataclass(frozen=True, slots=True)
class Cursor:
    """The chosen cell: indices into the tracks and into the weeks of the grid."""

    track: int
    week: int


@dataclass(frozen=True, slots=True)
class _Window:
    """The visible weeks: indices from `first` up to, not including, `end`."""

    first: int
    end: int

    @classmethod
    def around(cls, index: int, size: int, length: int) -> "_Window":
        """Return a window of `size` of `length` indices, centred on `index` where possible."""
        first = max(0, min(index - size // 2, length - size))
        return cls(first, min(length, first + max(1, size)))


@dataclass(frozen=True, slots=True)
class _Layout:
    """The visible weeks, the layout of the cells, and the width of the names in columns."""

    grid: Grid
    window: _Window
    cells: CellLayout
    names: int

    @property
    def weeks(self) -> list[tuple[int, int]]:
        """The visible weeks, each with its index in the grid."""
        return list(enumerate(self.grid.weeks))[self.window.first : self.window.end]


def picture(
    grid: Grid, lines: Sequence[Track], cursor: Cursor, columns: int, rows: int
) -> list[Content]:
    """Return at most `rows` lines, which say how many weeks and tracks do not fit."""
    layout = _layout(grid, lines, cursor, columns)
    header = _header(layout, cursor)
    rows -= len(header)
    own_lines = [
        _track(track, layout, cursor if index == cursor.track else None)
        for index, track in enumerate(lines)
    ]
    chunks = [_heading(lines, index, columns) + own for index, own in enumerate(own_lines)]
    body = _scrolled(chunks, cursor.track, rows, columns)
    # In few rows the chosen track matters more than the heading above it, and what is hidden.
    return header + (body if len(body) <= rows else own_lines[cursor.track][: max(0, rows)])


def _layout(grid: Grid, lines: Sequence[Track], cursor: Cursor, columns: int) -> _Layout:
    """Choose the widest cells in which the weeks fit; the names get the remaining columns."""
    widest = 3 + max(
        (Content(f"{line.title} {line.side or ''}").cell_length for line in lines), default=0
    )
    min_names = min(widest, max(14, columns // 4))
    side_width = max((len(line.side) + 1 for line in lines if line.side), default=0)
    cells = cell_layout_for(columns - min_names, len(grid.weeks), side_width)
    weeks = min(len(grid.weeks), max(1, (columns - min_names) // (cells.width + GAP)))
    names = min(widest, columns - weeks * (cells.width + GAP))
    return _Layout(grid, _Window.around(cursor.week, weeks, len(grid.weeks)), cells, names)


def _heading(lines: Sequence[Track], index: int, columns: int) -> list[Content]:
    """Return the heading above the first track with it, else none."""
    heading = lines[index].heading
    if index and heading == lines[index - 1].heading:
        return []
    return [fitted(heading, columns, "$text-muted")]


def _header(layout: _Layout, cursor: Cursor) -> list[Content]:
    """Return a line each for the first days of the weeks, the programme weeks, and the runs."""
    window, cells = layout.window, layout.cells
    more = _more_weeks(window.first, len(layout.grid.weeks) - window.end, layout.names)
    dates = [fitted(more, layout.names, "$text-muted")]
    programme_weeks = [fitted("", layout.names)]
    for index, week in layout.weeks:
        style = "bold reverse" if index == cursor.week else "bold"
        dates += [
            fitted(cells.indent + short_week_start(week), cells.width, style),
            Content(" " * GAP),
        ]
        text = cells.indent + programme_weeks_text(layout.grid, week)
        programme_weeks += [fitted(text, cells.width), Content(" " * GAP)]
    return [
        Content("").join(dates),
        Content("").join(programme_weeks),
        *_runs(layout),
    ]


def _runs(layout: _Layout) -> list[Content]:
    """Return a line with the runs done in each week, of those planned; none if not known."""
    runs = layout.grid.runs
    if runs is None:
        return []
    line = [fitted("Runs", layout.names)]
    for _, week in layout.weeks:
        cells = layout.cells
        text = cells.indent + runs.text(week, cells.width - len(cells.indent))
        line += [fitted(text, cells.width), Content(" " * GAP)]
    return [Content("").join(line)]


def _more_weeks(earlier: int, later: int, width: int) -> str:
    """Return how many weeks are not shown on each side, in words if they fit."""
    counts = [("◀", earlier, "earlier"), ("▶", later, "later")]
    hidden = [each for each in counts if each[1]]
    text = " ".join(f"{arrow} {count} {when}" for arrow, count, when in hidden)
    if len(text) > width:
        text = " ".join(f"{arrow} {count}" for arrow, count, _ in hidden)
    return text or "Week from"


def programme_weeks_text(grid: Grid, week: int) -> str:
    """Return the programme weeks played in a week, as `wk 1` or `wk 1-3`; empty if none."""
    numbers = grid.programme_weeks.get(week)
    if not numbers:
        return ""
    return f"wk {numbers[0]}" if len(numbers) == 1 else f"wk {numbers[0]}-{numbers[-1]}"


def _track(track: Track, layout: _Layout, cursor: Cursor | None) -> list[Content]:
    lines = [[name] for name in _name(track, cursor is not None, layout)]
    for index, week in layout.weeks:
        cell_lines = track.cell(week, layout.cells)
        if cursor is not None and cursor.week == index:
            cell_lines[0] = cell_lines[0].stylize("underline")
        for line, cell_line in zip(lines, cell_lines, strict=True):
            line += [cell_line, Content(" " * GAP)]
    return [Content("").join(line) for line in lines]


def _name(track: Track, chosen: bool, layout: _Layout) -> list[Content]:
    """Return the title of a track, and the side of a one-sided track below it or beside it."""
    width = layout.names
    pointer = "▸" if chosen else " "
    style = "bold $primary" if chosen else ""
    side = "" if track.side is None else str(track.side)
    if track.height(layout.cells) == 1:
        name = fitted(f"{pointer} {track.title}", max(0, width - len(side) - 1), style)
        return [Content.assemble(name, Content.styled(f"{side} ", "$text-muted"))]
    below = fitted(f"  {side}", width, "$text-muted")
    return [fitted(f"{pointer} {track.title}", width - 1, style).pad_right(1), below]


def _scrolled(
    chunks: Sequence[list[Content]], chosen: int, rows: int, columns: int
) -> list[Content]:
    """Return as many chunks as fit around the chosen one; the ends say how many are hidden."""
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
    lines = [line for chunk in chunks[first:end] for line in chunk]
    if above:
        lines.insert(0, fitted(f"▲ {above} more above", columns, "$text-muted"))
    if below:
        lines.append(fitted(f"▼ {below} more below", columns, "$text-muted"))
    return lines


def _fits(chunks: Sequence[list[Content]], first: int, end: int, rows: int) -> bool:
    """Whether these chunks fit, with one line for the hidden ones at each end."""
    if first < 0 or end > len(chunks):
        return False
    lines = sum(map(len, chunks[first:end]))
    return lines + (first > 0) + (end < len(chunks)) <= rows
