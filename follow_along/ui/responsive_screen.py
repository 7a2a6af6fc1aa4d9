"""The base class of all screens, which has a layout for every size of the window."""

from typing import TYPE_CHECKING, Protocol, cast, runtime_checkable

from rich.console import RenderableType
from textual import on
from textual.content import Content
from textual.events import ScreenResume
from textual.screen import Screen, ScreenResultType

from follow_along.ui.widgets.clipped_label import clipped

if TYPE_CHECKING:
    from follow_along.ui.base_app import BaseApp
    from follow_along.ui.keys import KeyMap

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
"""The columns or rows from which on a screen has a style class."""


HISTORY_STYLES = "../styles/history.tcss"
DIALOG_STYLES = "../styles/dialogs.tcss"
"""Styles of several screens, parsed only when the first of them opens."""


def size_classes(columns: int, rows: int) -> dict[str, bool]:
    """The style classes of all breakpoints: True for the two that apply at this size."""
    applying = {
        [name for least, name in breakpoints if size >= least][-1]
        for size, breakpoints in ((columns, WIDTHS), (rows, HEIGHTS))
    }
    return {name: name in applying for _, name in (*WIDTHS, *HEIGHTS)}


@runtime_checkable
class PacingDriver(Protocol):
    """A driver that tells when the terminal can take a frame."""

    def holds_frame(self) -> bool:
        """Whether to hold the next frame back; then it calls `show_held_frame` of the app later."""


class ResponsiveScreen(Screen[ScreenResultType]):
    """A screen with a layout for every size; below the minimum it shows the size it needs.

    Below the minimum the styles hide the widgets, while keys and updates still work.
    """

    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    _is_opened = False

    @on(ScreenResume)
    def _keep_styles(self, event: ScreenResume) -> None:
        """Keep the styles where the screen opens: its widgets got theirs as they were mounted."""
        event.refresh_styles = self._is_opened
        self._is_opened = True

    @property
    def key_map(self) -> "KeyMap":
        """The keys in force."""
        return cast("BaseApp[object]", self.app).key_map

    def render(self) -> RenderableType:
        """Return the background, or the message with the required size."""
        columns, rows = self.size
        if columns >= LEAST_COLUMNS and rows >= LEAST_ROWS:
            return super().render()
        message = f"{LEAST_COLUMNS}x{LEAST_ROWS} at least: this window is {columns}x{rows}"
        return clipped(Content(message), columns, rows)

    @property
    def key_age_s(self) -> float:
        """Seconds since the key that is being handled was read from the terminal."""
        return getattr(self.app, "key_age_s", 0.0)

    # Textual has no public hook for what follows; the tests of slow terminals cover it.

    def _compositor_refresh(self) -> None:
        """Show what has changed, now or when the terminal can take it.

        What changes until then is merged: only the newest state is sent. In a batch of updates, as
        at the start, Textual would render the frame and then drop it.
        """
        if self.app._batch_count:
            return
        driver = self.app._driver
        if self.is_current and isinstance(driver, PacingDriver) and driver.holds_frame():
            self._dirty_widgets.clear()
        else:
            super()._compositor_refresh()
