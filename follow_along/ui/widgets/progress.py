"""How far the session has come, as a line: thick as far as it is done, thin beyond."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from follow_along.ui.widgets.render_cache import RenderCache


class Progress(RenderCache, Widget):
    """A line across the screen. It is drawn anew only when another of its columns is done."""

    done: reactive[int] = reactive(0)
    """Columns done."""

    def show(self, part: float) -> None:
        """Show how much is done, from 0 to 1."""
        self.done = round(part * self.content_size.width)

    def render(self) -> Content:
        """The line."""
        done = min(self.done, self.content_size.width)
        rest = self.content_size.width - done
        return Content.assemble(("━" * done, "bold"), "─" * rest)
