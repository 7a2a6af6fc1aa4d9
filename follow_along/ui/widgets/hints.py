"""The hints at the bottom of a screen: which key does what."""

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.timer import Timer
from textual.widget import Widget

from follow_along.ui.keys import Hint
from follow_along.ui.widgets.render_cache import RenderCache

_GAP = "   "
_HELP = "keys"
"""What the key does that opens the list of all keys."""

FLASH_S = 2.0
"""Seconds for which a text stands in place of the hints."""


def hint_lines(hints: Sequence[Hint], columns: int, rows: int) -> list[Content]:
    """Return as many whole hints as fit into the rows; `hints` starts with the most important."""
    kept = list(hints)
    while kept:
        lines = _wrapped(kept, columns)
        fits = all(line.cell_length <= columns for line in lines)
        if (len(lines) <= rows and fits) or len(kept) == 1:
            return [line.truncate(columns, ellipsis=True) for line in lines[:rows]]
        # The help lists the hidden keys, so its hint is dropped last but one.
        del kept[-2 if len(kept) > 2 and kept[-1][1] == _HELP else -1]
    return []


def _wrapped(hints: Sequence[Hint], columns: int) -> list[Content]:
    lines: list[Content] = []
    for hint in map(_hint_content, hints):
        if lines and (lines[-1] + _GAP + hint).cell_length <= columns:
            lines[-1] += Content(_GAP) + hint
        else:
            lines.append(hint)
    return lines


def _hint_content(hint: Hint) -> Content:
    key, description = hint
    return Content.assemble((f" {key} ", "bold reverse"), f" {description}")


class Hints(RenderCache, Widget):
    """Shows as many hints as fit."""

    def __init__(
        self,
        *hints: Hint,
        id: str | None = None,  # noqa: A002 - Textual's word
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.hints = hints
        self.flashed = ""
        """The text in place of the hints; empty when they are shown."""
        self._flash_timer: Timer | None = None

    def flash(self, text: str) -> None:
        """Show a text for a moment in place of the hints."""
        if self._flash_timer is not None:
            self._flash_timer.stop()
        self._show_flash(text)
        self._flash_timer = self.set_timer(FLASH_S, lambda: self._show_flash(""))

    def _show_flash(self, text: str) -> None:
        if text != self.flashed:
            self.flashed = text
            self.refresh()

    def show_words(self, hints: tuple[Hint, ...]) -> None:
        """Show other hints."""
        if hints != self.hints:
            self.hints = hints
            self.refresh(layout=bool(self.styles.auto_dimensions))

    def render(self) -> Content:
        """Return the hints that fit, or the text in their place."""
        if self.flashed:
            text = Content.styled(f" {self.flashed} ", "bold reverse")
            return text.truncate(self.content_size.width, ellipsis=True)
        return Content("\n").join(hint_lines(self.hints, *self.content_size))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's call
        """Return the rows that all hints take."""
        return len(_wrapped(self.hints, width))
