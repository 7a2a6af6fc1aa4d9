"""The pages of a text in large letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from follow_along.ui.widgets.big_font import GLYPHS, LEAST_ROWS, drawable
from follow_along.ui.widgets.large_label import MOST_PAGES, large_pages

WORDS = st.lists(st.text("abcäéñ.,'", min_size=1, max_size=9), min_size=1, max_size=30)


@given(WORDS.map(" ".join), st.integers(1, 200), st.integers(1, 14))
def test_every_page_fits(text: str, columns: int, rows: int) -> None:
    """In its rows and columns; not too many pages, and none in too few rows."""
    parts = large_pages(text, columns, rows)
    if parts is None:
        return
    assert rows >= LEAST_ROWS
    assert 1 <= len(parts) <= MOST_PAGES
    for part in parts:
        assert LEAST_ROWS <= len(part) <= rows
        assert {len(row) for row in part} == {columns}


def test_pages_are_the_text_one_after_the_other() -> None:
    """A text of one page is drawn as the two lines that make it largest."""
    whole = large_pages("one two", 60, 9)
    (first, second) = large_pages("one two", 20, 4) or ()
    assert whole is not None
    assert len(whole) == 1
    assert first == (large_pages("one", 20, 4) or ())[0]
    assert second == (large_pages("two", 20, 4) or ())[0]


@pytest.mark.parametrize(
    ("text", "columns", "rows"),
    [("", 80, 9), ("片足", 80, 9), ("stand", 80, 3), ("standing", 12, 9), ("word " * 60, 40, 4)],
)
def test_what_has_no_large_letters_is_plain(text: str, columns: int, rows: int) -> None:
    """Other scripts, few rows, long words, and a text that would never be read to its end."""
    assert large_pages(text, columns, rows) is None


@pytest.mark.parametrize(
    "text", ["Fußgelenk, ganz über die Zehen", "Lève l\u2019épaule", "Pié más allá", "¼"]
)
def test_the_letters_of_the_languages_are_large(text: str) -> None:
    """German, French, Spanish, Italian, Dutch and Portuguese can be drawn."""
    assert drawable(text) == (text != "¼")


def test_an_accent_stands_above_its_letter() -> None:
    """A blank row parts the two, and the glyph is as wide as the letter."""
    for letter, base in (("Ä", "A"), ("Í", "I"), ("Ñ", "N")):
        assert "#" in GLYPHS[letter][0]
        assert "#" not in GLYPHS[letter][1]
        assert {len(row) for row in GLYPHS[letter]} == {len(GLYPHS[base][0])}
