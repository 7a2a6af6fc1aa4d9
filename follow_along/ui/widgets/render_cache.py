"""Widgets that keep what they have rendered.

Textual renders every widget of a container in which one has changed, and the screen itself: on the
play screen a dozen of them for each second that passes, of which two or three look different.
"""

from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

if TYPE_CHECKING:
    _Base = Widget
else:
    # No widget itself: Textual takes default styles from the first base that is one.
    _Base = object


class RenderCache(_Base):
    """Returns what it rendered last until it is refreshed, styled or given another size.

    Its background is that of its ancestors: whoever changes theirs by a class says `animate=False`,
    for only then does Textual tell the descendants whose own styles stay the same.
    """

    _rendered: tuple[Region, Size, list[Strip]] | None = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of a region of the widget."""
        size = self.size
        if self._rendered is None or self._rendered[:2] != (crop, size):
            self.prepare()
            self._rendered = crop, size, super().render_lines(crop)
        return self._rendered[2]

    def prepare(self) -> None:
        """Work out once what `render_line` needs for each of its rows."""

    def refresh(self, *regions: Region, **flags: bool) -> "RenderCache":
        """Render anew."""
        self._rendered = None
        super().refresh(*regions, **flags)
        return self

    def notify_style_update(self) -> None:
        """Render anew with other styles."""
        self._rendered = None
        super().notify_style_update()


class CachedVertical(RenderCache, Vertical):
    """A `Vertical` that keeps its background."""


class CachedHorizontal(RenderCache, Horizontal):
    """A `Horizontal` that keeps its background."""
