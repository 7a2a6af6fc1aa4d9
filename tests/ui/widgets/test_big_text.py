"""Large text keeps up with its size, also when nothing has been rendered in between."""

from textual.app import App, ComposeResult

from follow_along.ui.widgets.big_text import BigText


class BigTextApp(App[None]):
    """An app that shows one big text."""

    CSS = "BigText { width: 100%; height: 100%; }"

    def compose(self) -> ComposeResult:
        """Compose the text."""
        yield BigText("12", id="big")


async def test_a_text_that_changes_after_a_resize_that_was_not_rendered():
    """As on a terminal that takes no output, where frames are held back."""
    app = BigTextApp()
    async with app.run_test(size=(80, 24)) as pilot:
        big = app.query_one("#big", BigText)
        big.render_lines(big.size.region)
        # The same rows, and other columns.
        app.screen._compositor_refresh = lambda: None  # type: ignore[method-assign]
        for columns, text in ((60, "13"), (100, "14"), (80, "15")):
            await pilot.resize_terminal(columns, 24)
            big.text = text
            await pilot.pause()
        assert big.text == "15"
