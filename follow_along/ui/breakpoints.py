"""The sizes of a screen: one set of names for all of them, and what is said below the least."""

from rich.console import RenderableType
from textual.content import Content
from textual.screen import Screen, ScreenResultType

from follow_along.ui.widgets.clipped_label import clipped

LEAST_COLUMNS, LEAST_ROWS = 30, 8

WIDTHS = [(0, "-thin"), (LEAST_COLUMNS, "-slim"), (48, "-narrow"), (70, "-wide"), (120, "-vast")]
HEIGHTS = [
    (0, "-low"),
    (LEAST_ROWS, "-cramped"),
    (12, "-flat"),
    (16, "-short"),
    (22, "-tall"),
    (28, "-high"),
    (36, "-towering"),
    (46, "-huge"),
]
"""From how many columns or rows on a screen has a style class: the styles say what it changes."""


HISTORY_STYLES = "../styles/history.tcss"
"""The styles of the screens of past runs, parsed only when the first of them opens."""


class ResponsiveScreen(Screen[ScreenResultType]):
    """A screen with a layout for every size from the least on; below, it says what it needs.

    The styles hide its widgets then. Its keys work, and its widgets keep what they tell.
    """

    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    def render(self) -> RenderableType:
        """The background, or the size that is needed."""
        columns, rows = self.size
        if columns >= LEAST_COLUMNS and rows >= LEAST_ROWS:
            return super().render()
        words = f"{LEAST_COLUMNS}x{LEAST_ROWS} at least: this window is {columns}x{rows}"
        return clipped(Content(words), columns, rows)
