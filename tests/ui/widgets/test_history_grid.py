"""The rendered history grid at any size."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from follow_along.core.enums import ExerciseKind, Side, Version
from follow_along.core.history.totals import Grid, GridRow, Totals
from follow_along.core.history.week_runs import WeekRuns
from follow_along.ui.widgets.grid_picture import Cursor, picture, programme_weeks_text
from follow_along.ui.widgets.grid_tracks import tracks

FEW = Totals(2, 60_000, 4000, 30_000)


def a_grid(rows: int = 3, weeks: int = 8) -> Grid:
    """Return a grid of balance exercises, done every other week on both sides, and one other."""
    kinds = [ExerciseKind.BALANCE] * (rows - 1) + [ExerciseKind.STRENGTH]
    return Grid(
        weeks=tuple(range(2900, 2900 + weeks)),
        programme_weeks={2900: (1,)},
        runs=WeekRuns(2900 + weeks, {2900: 2, 2901: 13}, 3),
        rows=tuple(
            GridRow(
                f"exercise-{number}",
                f"Exercise {number}",
                kind,
                {
                    (week, side): FEW
                    for week in range(2900, 2900 + weeks, 2)
                    for side in (Side.LEFT, Side.RIGHT)
                },
            )
            for number, kind in enumerate(kinds)
        ),
    )


def drawn(
    grid: Grid, cursor: Cursor, columns: int, rows: int, *, split_sides: bool = False
) -> list[str]:
    """Return the lines as plain text."""
    lines = picture(grid, tracks(grid, split_sides=split_sides), cursor, columns, rows)
    return [line.plain for line in lines]


def number(text: str, pattern: str) -> int:
    """Return the number that `pattern` captures; 0 without a match."""
    match = re.search(pattern, text)
    return int(match[1]) if match else 0


@given(st.data(), st.integers(1, 30), st.integers(1, 60), st.booleans())
def test_the_grid_fits_and_counts_what_it_hides(data, rows, weeks, split_sides):
    """At any size, shown and hidden weeks and exercises add up."""
    grid = a_grid(rows, weeks)
    lines = tracks(grid, split_sides=split_sides)
    cursor = Cursor(data.draw(st.integers(0, len(lines) - 1)), data.draw(st.integers(0, weeks - 1)))
    columns, height = data.draw(st.integers(46, 200)), data.draw(st.integers(9, 60))
    shown = drawn(grid, cursor, columns, height, split_sides=split_sides)
    assert len(shown) <= height
    assert all(Content(line).cell_length <= columns for line in shown)
    text = "\n".join(shown)
    weeks_shown = len(re.findall(r"\d+ [A-Z][a-z]{2}\b", shown[0]))
    hidden = number(shown[0], r"◀ (\d+)") + number(shown[0], r"▶ (\d+)")
    assert weeks_shown + hidden == weeks
    tracks_shown = len(re.findall(r"Exercise \d+", text))
    hidden = number(text, r"▲ (\d+)") + number(text, r"▼ (\d+)")
    assert tracks_shown + hidden == len(lines)
    assert text.count("▸") == 1


@pytest.mark.parametrize("weeks", [1, 2, 3])
@pytest.mark.parametrize("split_sides", [False, True])
def test_a_name_is_shown_whole_at_any_width(weeks, split_sides):
    """Also beside its side; a longer one gets as many columns."""
    grid = a_grid(1, weeks)
    for columns in range(46, 201):
        shown = drawn(grid, Cursor(0, 0), columns, 9, split_sides=split_sides)
        assert sum("Exercise 0" in line for line in shown) == 1 + split_sides


def test_sides_are_summed_or_shown_separately():
    """A week has one cell, or one for each side."""
    grid = a_grid(rows=1, weeks=1)
    together = "\n".join(drawn(grid, Cursor(0, 0), 80, 20))
    assert "4 in 2 min" in together
    assert "left" not in together
    split_sides = "\n".join(drawn(grid, Cursor(0, 0), 80, 20, split_sides=True))
    assert split_sides.count("2 in 60 s") == 2
    assert "left" in split_sides
    assert "right" in split_sides


def test_other_exercises_stand_under_a_heading_of_their_own():
    """They are not mixed with balance exercises."""
    shown = drawn(a_grid(), Cursor(0, 0), 80, 40)
    headings = [line.strip() for line in shown if not line.startswith(("  ", "▸"))][1:]
    assert headings[0].startswith("Runs")
    assert headings[1:] == ["Balance", "Other exercises (not in the trend)"]


def test_the_cursor_finds_its_version_of_an_exercise():
    """In another grid, with the sides apart or together: not the row above it of the same name."""
    grid = a_grid(rows=2)
    easier = replace(grid.rows[0], version=Version.EASIER)
    both = replace(grid, rows=(*grid.rows, easier))
    *_, chosen = tracks(both, split_sides=False)
    same = [line.is_same(chosen) for line in tracks(both, split_sides=True)]
    assert same == [False] * 4 + [True] * 2


def test_programme_weeks_are_marked():
    """One week, a range of weeks, or none."""
    grid = Grid(
        (1, 2, 3),
        {1: (2,), 2: (1, 3)},
        (),
    )
    assert [programme_weeks_text(grid, week) for week in grid.weeks] == ["wk 2", "wk 1-3", ""]


@pytest.mark.parametrize("columns", [46, 80, 200])
def test_runs_of_each_week_stand_below_it(columns):
    """Done of planned; in the narrowest cells, too."""
    shown = drawn(a_grid(weeks=3), Cursor(0, 0), columns, 40)
    assert shown[2].split("  ", 1)[0] == "Runs"
    found = re.findall(r"\d+(?: of |/)3", shown[2])
    assert found == ["2 of 3", "13/3" if columns < 60 else "13 of 3", "0 of 3"]


def test_names_are_text_and_never_markup():
    """A name from the log is shown unchanged."""
    row = GridRow(
        "evil", "[red]x[/] [@click=app.bell]", ExerciseKind.BALANCE, {(1, Side.BOTH): FEW}
    )
    shown = drawn(Grid((1,), {}, (row,)), Cursor(0, 0), 80, 20)
    assert any("[red]x[/] [@click=app.bell]" in line for line in shown)
