"""The line at the foot of a screen that says which key does what."""

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from follow_along.ui.widgets.render_cache import RenderCache

Hint = tuple[str, str]
"""A key, and what it does here."""

_GAP = "   "
_HELP = "?"
"""The key that leads to all the others."""


def hint_lines(hints: Sequence[Hint], columns: int, rows: int) -> list[Content]:
    """As many hints as fit as a whole, most important first, broken into rows between them."""
    kept = list(hints)
    while kept:
        lines = _broken(kept, columns)
        fits = all(line.cell_length <= columns for line in lines)
        if (len(lines) <= rows and fits) or len(kept) == 1:
            return [line.truncate(columns, ellipsis=True) for line in lines[:rows]]
        # The page of keys has what is left out, so that the key to it is the last to go but one.
        del kept[-2 if len(kept) > 2 and kept[-1][0] == _HELP else -1]
    return []


def _broken(hints: Sequence[Hint], columns: int) -> list[Content]:
    lines: list[Content] = []
    for hint in map(_hint, hints):
        if lines and (lines[-1] + _GAP + hint).cell_length <= columns:
            lines[-1] += Content(_GAP) + hint
        else:
            lines.append(hint)
    return lines


def _hint(hint: Hint) -> Content:
    key, does = hint
    return Content.assemble((f" {key} ", "bold reverse"), f" {does}")


class Hints(RenderCache, Widget):
    """Hints, as many as its place has room for."""

    def __init__(
        self,
        *hints: Hint,
        id: str | None = None,  # noqa: A002 - Textual's word
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.hints = hints

    def show_words(self, hints: tuple[Hint, ...]) -> None:
        """Show other hints."""
        if hints != self.hints:
            self.hints = hints
            self.refresh(layout=bool(self.styles.auto_dimensions))

    def render(self) -> Content:
        """The hints that fit."""
        return Content("\n").join(hint_lines(self.hints, *self.content_size))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's call
        """The rows that all of the hints take."""
        return len(_broken(self.hints, width))
