"""Letters as dots: their form, their scale, their place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from follow_along.ui import big_font

WORDS = st.text(alphabet=sorted(big_font.GLYPHS), min_size=1, max_size=12)


@pytest.mark.parametrize("glyph", big_font.GLYPHS)
def test_every_glyph_is_seven_rows_of_one_width(glyph):
    """A glyph with a row missing or too long would tear the letters beside it."""
    rows = big_font.GLYPHS[glyph]
    assert len(rows) == big_font.HEIGHT
    assert len({len(row) for row in rows}) == 1
    assert set("".join(rows)) <= {"#", "."}


def test_glyphs_are_told_apart():
    """No two characters look the same, but for those that are written alike."""
    assert len(set(big_font.GLYPHS.values())) >= len(big_font.GLYPHS) - 2


@given(WORDS, st.integers(1, 200), st.integers(1, 60))
def test_largest_scale_fits_and_the_next_does_not(text, columns, rows):
    """What is drawn fills at most its place, and nothing larger would fit."""
    scale = big_font.largest_scale(text, columns, rows)
    if scale:
        drawn = big_font.draw(text, scale)
        assert len(drawn) <= rows
        assert {len(row) for row in drawn} == {big_font.width(text) * scale}
        assert big_font.width(text) * scale <= columns
    larger = scale + 1
    assert big_font.width(text) * larger > columns or big_font.HEIGHT * larger > 2 * rows


def test_digits_are_at_least_nine_rows_high_at_80_by_24_and_twenty_at_160_by_50():
    """The room the play screen leaves for the digits makes them readable from two metres."""
    assert len(big_font.draw("10:24", big_font.largest_scale("10:24", 80, 12))) >= 9
    assert len(big_font.draw("42", big_font.largest_scale("42", 160, 28))) >= 20


def test_a_text_with_no_glyph_is_not_drawn():
    """A letter the font does not have is left to the plain text."""
    assert big_font.largest_scale("Ćwiczenie", 200, 50) == 0
