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
            self._rendered = crop, size, self.render_rows(crop)
        return self._rendered[2]

    def render_rows(self, crop: Region) -> list[Strip]:
        """Render the lines of a region."""
        return super().render_lines(crop)

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


class RowCache(RenderCache):
    """Keeps its rows as they were rendered, by what they show, because they recur.

    Upstream gap: Textual keeps a row only until it changes.
    """

    MOST_ROWS = 64
    """The number of rows that are kept: digits share theirs with those of a moment ago."""

    _rows: dict[object, Strip] | None = None

    def row(self, y: int) -> object:
        """Return what a row shows: equal for rows of a width that look the same in all styles."""
        raise NotImplementedError

    def notify_style_update(self) -> None:
        """Drop the rows in the old styles."""
        self._rows = None
        super().notify_style_update()

    def render_rows(self, crop: Region) -> list[Strip]:
        """Return the lines of a region; those that were shown before are not rendered again."""
        if crop != Region(0, 0, *self.size) or self.size != self.content_size:
            return super().render_rows(crop)
        if self._rows is None or len(self._rows) >= self.MOST_ROWS:
            self._rows = {}
        shown = [(crop.width, self.row(y)) for y in crop.line_range]
        if new := {row: y for y, row in enumerate(shown) if row not in self._rows}:
            filters, background = self.app.get_line_filters(), self.background_colors[1]
            for row, y in new.items():
                strip = self.render_line(y)
                for each in filters:
                    strip = strip.apply_filter(each, background)
                self._rows[row] = strip
        return [self._rows[row] for row in shown]


class CachedVertical(RenderCache, Vertical):
    """A `Vertical` with a cached background."""


class CachedHorizontal(RenderCache, Horizontal):
    """A `Horizontal` with a cached background."""
