"""A text stays within its area, whatever it is."""

import pytest
from PIL import Image, ImageChops, ImageDraw

from follow_along.adapters.picture.figure import Area
from follow_along.adapters.picture.text import ELLIPSIS, TextStyle, draw_text, set_text
from follow_along.core.text import one_line
from tests.hostile_text import HOSTILE_TEXTS

SIZE = (900, 400)
AREA = Area(100, 100, 600, 150)
STYLE = TextStyle(largest=80, least=30, lines=2)
ENDLESS = "W" * 1000
LONG = "Stand on one foot with your hands on your hips and look at a point on the wall. " * 5
SPILL = 0.5
"""How far letters with marks may reach beyond their line, in sizes of the font."""


def inked(text, align="left", style=STYLE):
    """Draw a text into the area, and return the box of its ink and how it was set."""
    ground = Image.new("L", SIZE, 0)
    image = ground.copy()
    as_set = set_text(one_line(text), AREA.width, AREA.height, style)
    draw_text(ImageDraw.Draw(image), as_set, AREA, "white", align)
    return ImageChops.difference(image, ground).getbbox(), as_set


@pytest.mark.parametrize("align", ["left", "centre", "right"])
@pytest.mark.parametrize("text", [*HOSTILE_TEXTS, ENDLESS, LONG, "Grow tall", "x"])
def test_it_stays_within_its_area(text, align):
    """In both directions, apart from the marks above and below a letter."""
    box, as_set = inked(text, align)
    spill = SPILL * as_set.size
    assert AREA.left - 0.1 * as_set.size <= box[0] < box[2]
    assert box[2] <= AREA.left + AREA.width + 0.1 * as_set.size
    assert AREA.top - spill <= box[1] < box[3] <= AREA.top + AREA.height + spill
    assert STYLE.least <= as_set.size <= STYLE.largest
    assert len(as_set.lines) <= STYLE.lines


def test_a_short_text_is_large_and_whole():
    """It takes the largest size, in one line."""
    _, as_set = inked("Grow tall")
    assert as_set == (("Grow tall",), STYLE.largest, "regular", True)


def test_a_text_shrinks_before_it_is_cut():
    """A longer one takes two lines, then a smaller size."""
    text = "Press big toe, little toe and heel down into the floor"
    _, as_set = inked(text)
    assert " ".join(as_set.lines) == text
    assert as_set.complete
    assert STYLE.least < as_set.size < STYLE.largest


@pytest.mark.parametrize("text", [ENDLESS, LONG])
def test_what_does_not_fit_ends_in_an_ellipsis(text):
    """In the least size, and full."""
    _, as_set = inked(text)
    assert (as_set.size, as_set.complete, len(as_set.lines)) == (STYLE.least, False, 2)
    assert as_set.lines[-1].endswith(ELLIPSIS)
    assert text.startswith(as_set.lines[0])


def test_the_order_of_alignment():
    """The same text begins at the left, in the middle, and ends at the right."""
    left, centre, right = (inked("Grow", align)[0] for align in ("left", "centre", "right"))
    assert left[0] - AREA.left < 15
    assert AREA.left + AREA.width - right[2] < 15
    assert abs((centre[0] + centre[2]) / 2 - (AREA.left + AREA.width / 2)) < 5
    assert {left[1], centre[1], right[1]} == {left[1]}
