"""The big font: its glyphs, and how large it draws a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from follow_along.ui.widgets import big_font

WORDS = st.text(alphabet=sorted(big_font.GLYPHS), min_size=1, max_size=12)


def dots(text: str, rows: int = 40, columns: int = 400) -> list[str]:
    """Return `text` as large as it fits, with one character per quarter of a cell."""
    cut = big_font.fit((text,), columns, rows)
    assert cut is not None
    filled = {mark: bits for bits, mark in enumerate(" ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█")}
    return [
        "".join("#" if filled[mark] >> place & 1 else "." for mark in row for place in pair)
        for row in big_font.draw(text, cut)
        for pair in ((0, 1), (2, 3))
    ]


@pytest.mark.parametrize("glyph", big_font.GLYPHS)
def test_every_glyph_is_seven_rows_of_one_width(glyph):
    """A missing or longer row would shift the next letters."""
    rows = big_font.GLYPHS[glyph]
    assert len(rows) == 7
    assert len({len(row) for row in rows}) == 1
    assert set("".join(rows)) <= {"#", "."}


def test_glyphs_differ():
    """Only characters that are written alike share a glyph."""
    alike = {"\u2019", "\u2013"}
    glyphs = [glyph for letter, glyph in big_font.GLYPHS.items() if letter not in alike]
    assert len(set(glyphs)) >= len(glyphs) - 2


@given(st.lists(WORDS, min_size=1, max_size=3), st.integers(1, 200), st.integers(1, 60))
def test_fitting_lines_stay_within_the_given_size(lines, columns, rows):
    """Every line has the width that `columns` returns, and the block fits the rows."""
    cut = big_font.fit(tuple(lines), columns, rows)
    if cut is None:
        return
    assert big_font.block_rows(len(lines), cut.rows) <= rows
    for line in lines:
        drawn = big_font.draw(line, cut)
        assert {len(row) for row in drawn} == {big_font.columns(line, cut)}
        assert len(drawn) == cut.rows
        assert big_font.columns(line, cut) <= columns


@given(WORDS, st.integers(1, 120), st.integers(1, 40))
def test_a_larger_window_never_makes_letters_lower(text, columns, rows):
    """The letters stay as high or grow."""
    here = big_font.fit((text,), columns, rows)
    roomier = big_font.fit((text,), columns + 3, rows + 2)
    if here is not None:
        assert roomier is not None
        assert roomier.high >= here.high


@pytest.mark.parametrize("digits", ["9", "42", "1:05", "10:24"])
def test_digits_fill_the_rows_they_are_given(digits):
    """Digits become narrow before they become low."""
    for rows in range(5, 12):
        cut = big_font.fit((digits,), 44, rows)
        assert cut is not None
        assert cut.rows == rows


def test_strokes_keep_one_thickness():
    """In an H both uprights are equally wide, and the bar is equally high everywhere."""
    drawn = dots("H", rows=11)
    standing = {len(part) for part in drawn[0].split(".") if part}
    assert len(standing) == 1
    bars = [row for row in drawn if "#" in row and "." not in row.strip(".")]
    assert len(bars) == 3


def test_the_smallest_letters_are_their_skeletons():
    """In four rows each dot of a skeleton is one quarter high."""
    drawn = dots("7", rows=4)
    assert [row[::2] for row in drawn[:7]] == list(big_font.GLYPHS["7"])


def test_a_text_with_no_glyph_is_not_drawn():
    """`fit` returns None for a missing glyph or an empty line."""
    assert big_font.fit(("Ćwiczenie",), 200, 50) is None
    assert big_font.fit(("",), 200, 50) is None
