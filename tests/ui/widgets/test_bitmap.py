"""Rasterising: lines without gaps, round circles, any size, mirror symmetry."""

import math
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from follow_along.core.figures.joints import Point
from follow_along.core.figures.shapes import Box, Drawing, FilledShape, Line, Ring, Shape, Weight
from follow_along.ui.widgets.bitmap import Bitmap
from follow_along.ui.widgets.braille import CellRow, picture

PLACE = st.tuples(*[st.floats(-300, 300)] * 2)
NEAR = st.tuples(*[st.floats(2, 58)] * 2)
POINTS = st.lists(PLACE, min_size=2, max_size=6).map(tuple)
WEIGHT = st.sampled_from(Weight)
MARK = st.one_of(
    st.builds(Line, POINTS, WEIGHT, st.floats(0, 30), st.booleans()),
    st.builds(FilledShape, st.lists(PLACE, min_size=3, max_size=8).map(tuple), WEIGHT),
    st.builds(Ring, PLACE, st.floats(0, 60), WEIGHT, st.floats(0, 10)),
)
SQUARE = Box(0, 0, 100, 100)
CELL = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))


def drawn(*marks: Shape, box: Box = SQUARE) -> Drawing:
    """Return a drawing of these shapes."""
    return Drawing(marks, box)


def set_dots(rows: list[CellRow]) -> set[tuple[int, int]]:
    """Return the set dots of a picture as (x, y)."""
    return {
        (2 * column + dx, 4 * row + dy)
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells.text)
        for dy, bits in enumerate(CELL)
        for dx, bit in enumerate(bits)
        if cell != " " and ord(cell) & bit
    }


def on(dots: Bitmap) -> set[tuple[int, int]]:
    """Return the set dots of a bitmap as (x, y)."""
    return {(x, y) for y, row in enumerate(dots.rows) for x in range(dots.width) if row >> x & 1}


def parts(dots: set[tuple[int, int]]) -> Iterator[set[tuple[int, int]]]:
    """Yield the groups of dots that touch, corners included."""
    left = set(dots)
    while left:
        group, edge = set(), {left.pop()}
        while edge:
            group |= edge
            edge = {
                (x + dx, y + dy) for x, y in edge for dx in (-1, 0, 1) for dy in (-1, 0, 1)
            } & left
            left -= edge
        yield group


@given(st.lists(MARK, max_size=6), st.integers(-1, 40), st.integers(-1, 20))
@settings(max_examples=150, deadline=None)
def test_any_drawing_is_drawn_at_any_size(marks: list[Shape], columns: int, rows: int):
    """The picture has the requested size and only Braille or blanks, and is deterministic."""
    made = picture(drawn(*marks), columns, rows)
    assert len(made) == (max(0, rows) if columns > 0 else 0)
    for row in made:
        assert len(row.text) == len(row.weights) == columns
        assert all(cell == " " or "\u2800" < cell <= "\u28ff" for cell in row.text)
        assert [cell != " " for cell in row.text] == [bool(weight) for weight in row.weights]
    assert made == picture(drawn(*marks), columns, rows)


@given(st.lists(MARK, max_size=6), st.integers(1, 40), st.integers(1, 20))
@settings(max_examples=60, deadline=None)
def test_the_runs_of_a_row_are_its_text(marks: list[Shape], columns: int, rows: int):
    """Joined they are the row, and neighbours differ in weight."""
    for row in picture(drawn(*marks), columns, rows):
        runs = list(row.runs())
        assert "".join(text for text, _ in runs) == row.text
        weights = [weight for _, weight in runs]
        assert all(a is not b for a, b in pairwise(weights))


@given(st.lists(NEAR, min_size=2, max_size=5), st.floats(0.1, 12))
@example([(2.0, 2.0), (2.0, math.nextafter(45.0, 0))], 1.0)
@example([(math.nextafter(2.0, 0), 2.5), (30.0, 2.5)], 1.0)
@settings(max_examples=150, deadline=None)
def test_a_line_has_no_gap(points: list[Point], thickness: float):
    """At any thickness its dots are connected and reach both ends."""
    dots = Bitmap(60, 60)
    dots.line(points, thickness)
    assert len(list(parts(on(dots)))) == 1
    for x, y in (points[0], points[-1]):
        assert min(math.dist((x, y), (at + 0.5, row + 0.5)) for at, row in on(dots)) <= 1


@given(st.lists(NEAR, min_size=2, max_size=4))
@example([(2.5, 2.0), (2.5, 17.0)])
@example([(2.0, 2.5), (17.0, 2.5)])
@example([(4.25, 27.625), (55.5, 2.0)])
@settings(max_examples=60, deadline=None)
def test_a_thin_line_is_one_dot_wide_and_a_bold_one_two(points: list[Point]):
    """A bold line covers about twice the dots of a thin one, whatever its direction."""
    thin, bold = Bitmap(60, 60), Bitmap(60, 60)
    thin.line(points, 1)
    bold.line(points, 2)
    length = sum(math.dist(a, b) for a, b in pairwise(points))
    assert len(on(thin)) <= length + 2 * len(points)
    assert len(on(bold)) <= 2.1 * length + 8 * len(points)


def test_a_dotted_line_sets_every_third_dot_through_its_corners():
    """The dots keep their distance at corners."""
    dots = Bitmap(40, 40)
    dots.line([(0.5, 0.5), (10.5, 0.5), (10.5, 20.5)], 1, dotted=True)
    along = sorted(x + y for x, y in on(dots))
    assert along == list(range(0, 31, 3))


@pytest.mark.parametrize("radius", range(2, 16))
def test_a_circle_is_round(radius: int):
    """It is unchanged by a quarter turn, closed, and has the right width."""
    dots = Bitmap(40, 40)
    dots.ring(20, 20, radius, 1)
    circle = on(dots)
    assert circle == {(39 - y, x) for x, y in circle}
    assert len(list(parts(circle))) == 1
    assert (20, 20) not in circle
    assert max(x for x, _ in circle) - min(x for x, _ in circle) == 2 * radius - 1


@given(st.lists(MARK, max_size=5), st.integers(4, 40), st.integers(4, 20))
@settings(max_examples=100, deadline=None)
def test_a_mirrored_drawing_gives_the_mirrored_picture(marks: list[Shape], columns: int, rows: int):
    """Only dots on the edge of a shape may differ."""
    turned = [_mirrored(mark) for mark in marks if not getattr(mark, "dotted", False)]
    plain = [mark for mark in marks if not getattr(mark, "dotted", False)]
    one = set_dots(picture(drawn(*plain), columns, rows))
    other = {(2 * columns - 1 - x, y) for x, y in set_dots(picture(drawn(*turned), columns, rows))}
    # A shape that covers no centre of a dot may appear on one side only.
    edges = [Line((*s.points, s.points[0]), s.weight) for s in plain if isinstance(s, FilledShape)]
    on_edges = set_dots(picture(drawn(*edges), columns, rows))
    for here, there in ((one, other), (other, one)):
        for x, y in here - there:
            near = {(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)}
            assert near & (there | on_edges)


def _mirrored(mark: Shape) -> Shape:
    if isinstance(mark, Ring):
        return Ring((100 - mark.middle[0], mark.middle[1]), mark.radius, mark.weight, mark.width)
    points = tuple((100 - x, y) for x, y in mark.points)
    if isinstance(mark, FilledShape):
        return FilledShape(points, mark.weight)
    return Line(points, mark.weight, mark.width)


def test_the_floor_is_in_the_last_row_of_dots():
    """A shape on the floor starts in the row above."""
    floor = Line(((0, 0), (100, 0)), Weight.PROP)
    block = FilledShape(((20, 0), (80, 0), (80, 50), (20, 50)), Weight.BOLD)
    dots = set_dots(picture(drawn(floor), 20, 10))
    assert {y for _, y in dots} == {39}
    assert max(y for _, y in set_dots(picture(drawn(block), 20, 10))) == 38


def test_a_drawing_keeps_its_proportions_and_is_centred():
    """A square has equal sides and equal margins."""
    block = FilledShape(((0, 0), (100, 0), (100, 100), (0, 100)), Weight.BOLD)
    for columns, rows in ((40, 10), (15, 20), (33, 12)):
        dots = set_dots(picture(drawn(block), columns, rows))
        left, right = min(x for x, _ in dots), max(x for x, _ in dots)
        height = max(y for _, y in dots) - min(y for _, y in dots) + 1
        assert abs(right - left + 1 - height) <= 1
        assert abs(left - (2 * columns - 1 - right)) <= 1


def test_a_gap_separates_bold_from_thin_shapes():
    """The gap is one dot, and a thin shape is hollow."""
    bold = FilledShape(((40, 20), (60, 20), (60, 80), (40, 80)), Weight.BOLD)
    thin = FilledShape(((10, 30), (90, 30), (90, 70), (10, 70)), Weight.THIN)
    alone = set_dots(picture(drawn(bold), 30, 15))
    both = set_dots(picture(drawn(thin, bold), 30, 15))
    assert all((x, y) not in alone for x, y in both - alone)
    near = {(x + dx, y + dy) for x, y in alone for dx in (-1, 0, 1) for dy in (-1, 0, 1)}
    assert not (both - alone) & near
    hollow = set_dots(picture(drawn(thin), 30, 15))
    assert len(list(parts(hollow))) == 1
    assert (30, 30) not in hollow


def test_a_cell_has_the_greatest_of_its_weights():
    """A cell with a bold and a prop line is bold."""
    marks = [Line(((0, 50), (100, 50)), weight, 0) for weight in (Weight.BOLD, Weight.PROP)]
    row = next(row for row in picture(drawn(*marks), 20, 10) if row.text.strip())
    assert set(row.weights) <= {0, Weight.BOLD}
