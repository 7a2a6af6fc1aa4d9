"""A line that shows the progress of a session: thick up to now, thin beyond."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from follow_along.ui.widgets.render_cache import RenderCache


class Progress(RenderCache, Widget):
    """A line across the screen, refreshed only when the number of columns done changes."""

    done: reactive[int] = reactive(0)
    """Columns done."""

    def show(self, share: float) -> None:
        """Show the share done, from 0 to 1."""
        self.done = round(share * self.content_size.width)

    def render(self) -> Content:
        """Return the line."""
        done = min(self.done, self.content_size.width)
        rest = self.content_size.width - done
        return Content.assemble(("━" * done, "bold"), "─" * rest)
