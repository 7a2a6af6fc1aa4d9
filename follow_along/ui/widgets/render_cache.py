"""A mixin for widgets that caches their rendered lines.

Upstream gap: when one widget changes, Textual renders all widgets of its container and the screen;
on the play screen that is a dozen every second, of which two or three have changed.
"""

from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

if TYPE_CHECKING:
    _Base = Widget
else:
    # Not a Widget, because Textual takes default styles from the first base that is one.
    _Base = object


class RenderCache(_Base):
    """Caches the rendered lines until the widget is refreshed, restyled or resized.

    Code that changes an ancestor's background by a class must pass `animate=False`: only then does
    Textual notify descendants whose own styles stay the same.
    """

    _rendered: tuple[Region, Size, list[Strip]] | None = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines of a region, from the cache if possible."""
        size = self.size
        if self._rendered is None or self._rendered[:2] != (crop, size):
            self.prepare()
            self._rendered = crop, size, super().render_lines(crop)
        return self._rendered[2]

    def prepare(self) -> None:
        """Compute what `render_line` needs for all lines. Subclasses override this."""

    def refresh(self, *regions: Region, **flags: bool) -> "RenderCache":
        """Clear the cache and refresh."""
        self._rendered = None
        super().refresh(*regions, **flags)
        return self

    def notify_style_update(self) -> None:
        """Clear the cache after a change of styles."""
        self._rendered = None
        super().notify_style_update()


class CachedVertical(RenderCache, Vertical):
    """A `Vertical` with a cached background."""


class CachedHorizontal(RenderCache, Horizontal):
    """A `Horizontal` with a cached background."""
