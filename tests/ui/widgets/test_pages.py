"""The pages of a text that does not fit."""

from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from follow_along.core.text import visible
from follow_along.ui.widgets.pages import PAGE_S, PageTurner, pages
from tests.hostile_text import HOSTILE_TEXTS

TEXTS = st.lists(
    st.text("abc片", min_size=1, max_size=12) | st.sampled_from(list(map(visible, HOSTILE_TEXTS)))
)


@given(TEXTS.map(" ".join), st.integers(4, 40), st.integers(1, 5))
def test_pages_hold_all_of_a_text(text: str, columns: int, rows: int) -> None:
    """Every page fits, and the pages one after the other are the text."""
    parts = pages(Content(text), columns, rows)
    for part in parts:
        assert len(part.wrap(columns)) <= rows
    read = "".join(str(part).removesuffix(" …") for part in parts)
    assert "".join(read.split()) == "".join(text.split())


def test_a_new_text_begins_with_its_first_page() -> None:
    """Pages turn with the time, and a new text starts from its beginning."""
    turner = PageTurner()
    moments = [("a", 100.0), ("a", 100.0 + PAGE_S), ("a", 100.0 + 2.5 * PAGE_S), ("b", 110.0)]
    assert [turner.page(text, at) for text, at in moments] == [0, 1, 2, 0]
