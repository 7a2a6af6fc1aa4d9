"""Text as large as its place allows."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from follow_along.ui import big_font


class BigText(Widget):
    """One line of text, as large as the widget's size allows, plain where nothing larger fits.

    `most` limits the scale: the height is then at most ceil(3.5 * most) rows.
    """

    text: reactive[str] = reactive("")

    def __init__(self, text: str = "", *, most: int = 99, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.most = most
        self.set_reactive(BigText.text, text)

    def render(self) -> Content:
        """The text at the largest scale that fits."""
        scale = min(self.most, big_font.largest_scale(self.text, *self.content_size))
        if scale < 1:
            return Content(self.text)
        return Content("\n".join(big_font.draw(self.text, scale)))
