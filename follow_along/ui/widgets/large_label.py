"""Shows a text in large letters, page by page, where it has the room, and else in plain ones."""

from functools import lru_cache

from textual.content import Content

from follow_along.ui.widgets import big_font
from follow_along.ui.widgets.big_text import large_lines
from follow_along.ui.widgets.pages import PagedLabel, pages

MOST_PAGES = 4
"""A text of more pages is shown in plain letters: the lead-in would be over before its end."""


@lru_cache(maxsize=32)
def large_pages(text: str, columns: int, rows: int) -> tuple[tuple[str, ...], ...] | None:
    """Return `text` in pages of large letters, each as rows of `columns` columns.

    None if no large letters fit, a character has no glyph, or it would be too many pages.
    """
    of_a_page = rows // big_font.LEAST_ROWS
    lines = _lines(text, columns) if of_a_page else None
    if not lines or len(lines) > MOST_PAGES * of_a_page:
        return None
    parts = [lines[first : first + of_a_page] for first in range(0, len(lines), of_a_page)]
    # Two lines are broken where that makes them largest.
    texts = [(" " if len(part) <= 2 else "\n").join(part) for part in parts]
    large = [large_lines(each, columns, rows) for each in texts]
    return tuple(part for part in large if part is not None)


def _lines(text: str, columns: int) -> list[str] | None:
    """Break `text` into lines of the smallest large letters; None where a word does not fit."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _fits(longer, columns):
            lines[-1] = longer
        elif _fits(word, columns):
            lines.append(word)
        else:
            return None
    return lines


def _fits(line: str, columns: int) -> bool:
    return big_font.fit((line,), columns, big_font.LEAST_ROWS) is not None


class LargeLabel(PagedLabel):
    """A label in the largest letters that fit, in pages; plain where no large letters fit."""

    @property
    def large(self) -> tuple[str, ...] | None:
        """The rows of large letters of the current page; None while the text is plain."""
        parts = large_pages(self.words.plain, *self.content_size)
        return parts[self._page % len(parts)] if parts else None

    def _pages(self) -> list[Content]:
        large = large_pages(self.words.plain, *self.content_size)
        if large is None:
            return pages(self.words, *self.content_size)
        return [Content("\n".join(part)) for part in large]
