"""Large text keeps up with its size, also when nothing has been rendered in between."""

import operator

import pytest
from textual.app import App, ComposeResult
from textual.strip import Strip

from follow_along.ui.widgets.big_text import BigText
from follow_along.ui.widgets.pages import PAGE_S


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


async def test_a_row_that_was_shown_before_is_not_rendered_again():
    """Digits share rows with earlier ones; after a resize they have the new width."""
    app = BigTextApp()
    async with app.run_test(size=(80, 24)) as pilot:
        big = app.query_one("#big", BigText)

        async def shown(text: str) -> list[Strip]:
            big.text = text
            await pilot.pause()
            return big.render_lines(big.size.region)

        first, second, again = await shown("12"), await shown("13"), await shown("12")
        assert all(map(operator.is_, first, again))
        assert [strip.text for strip in first] != [strip.text for strip in second]
        assert any(map(operator.is_, first, second))
        await pilot.resize_terminal(60, 24)
        assert {strip.cell_length for strip in await shown("13")} == {60}


async def test_a_plain_row_that_was_shown_before_has_the_width_of_now():
    """It would else be as wide as it was before a resize."""
    app = BigTextApp()
    async with app.run_test(size=(80, 3)) as pilot:
        big = app.query_one("#big", BigText)
        for columns in (80, 60, 80):
            await pilot.resize_terminal(columns, 3)
            await pilot.pause()
            assert {each.cell_length for each in big.render_lines(big.size.region)} == {columns}


async def test_each_page_of_a_plain_text_is_shown():
    """The rows of one page are not those of another."""
    app = BigTextApp()
    async with app.run_test(size=(12, 2)) as pilot:
        big = app.query_one("#big", BigText)
        shown = []
        for at in (0.0, PAGE_S, 2 * PAGE_S):
            big.show_words("One word after another word", at)
            await pilot.pause()
            shown.append("".join(strip.text for strip in big.render_lines(big.size.region)))
        assert "One word" in shown[0]
        assert "another" in shown[1]
        assert shown[2] == shown[0]


async def test_without_colours_there_are_none(monkeypatch: pytest.MonkeyPatch):
    """As NO_COLOR asks for."""
    monkeypatch.setenv("NO_COLOR", "1")
    app = BigTextApp()
    async with app.run_test(size=(80, 24)) as pilot:
        big = app.query_one("#big", BigText)
        big.styles.color = "red"
        await pilot.pause()
        styles = [segment.style for strip in big.render_lines(big.size.region) for segment in strip]
        colours = {style.color.get_truecolor() for style in styles if style and style.color}
        assert colours
        assert all(red == green == blue for red, green, blue in colours)
