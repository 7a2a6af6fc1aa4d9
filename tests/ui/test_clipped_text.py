"""Text that does not fit: large letters, ellipses, and hints that are left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App
from textual.content import Content

from follow_along.ui.widgets.big_text import BigText, large_lines
from follow_along.ui.widgets.clipped_label import ClippedLabel, clipped
from follow_along.ui.widgets.hints import hint_lines

TEXT = st.text(alphabet="ab 体é,.\n", max_size=60)
HINTS = (("Space", "lost balance"), ("T", "touch"), ("P", "pause"), ("?", "keys"))


@given(TEXT, st.integers(2, 30), st.integers(1, 5))
def test_text_is_whole_or_ends_in_an_ellipsis(text, columns, rows):
    """Clipped text fits its space, and is whole or ends in an ellipsis."""
    lines = clipped(Content(text), columns, rows).wrap(columns)
    assert len(lines) <= rows
    assert all(line.cell_length <= columns for line in lines)
    seen, whole = "".join("".join(map(str, lines)).split()), "".join(text.split())
    assert seen == whole or (seen.endswith("…") and whole.startswith(seen[:-1]))


def test_no_room_shows_nothing():
    """Text in no columns or no rows is empty."""
    assert clipped(Content("words"), 0, 3).plain == ""
    assert clipped(Content("words"), 3, 0).plain == ""


def test_a_long_text_is_broken_where_that_makes_it_larger():
    """A name takes two rows of letters where one row does not fit."""
    one_line = large_lines("BOTH FEET", 50, 4)
    two_lines = large_lines("BOTH FEET", 28, 8)
    assert one_line is not None
    assert two_lines is not None
    assert (len(one_line), len(two_lines)) == (4, 8)
    assert large_lines("BOTH FEET", 28, 4) is None


def test_line_breaks_of_a_large_text_stay():
    """The repetition stands below the tempo step at any width."""
    rows = large_lines("up 2\n3 of 7", 200, 11)
    assert rows is not None
    assert len(rows) == 11
    assert rows[5].strip() == ""


@pytest.mark.parametrize(
    ("columns", "keys"),
    [
        (60, ["Space", "T", "P", "?"]),
        (45, ["Space", "T", "?"]),
        (34, ["Space", "?"]),
        (24, ["Space"]),
    ],
)
def test_hints_are_left_out_from_the_end_but_help_stays(columns, keys):
    """The first hint and the help key stay longest, because help lists the rest."""
    (line,) = hint_lines(HINTS, columns, 1)
    assert [key for key, _ in HINTS if f" {key} " in line.plain] == keys
    assert line.cell_length <= columns


def test_a_hint_without_room_ends_in_an_ellipsis():
    """The key is still shown."""
    (line,) = hint_lines(HINTS, 12, 1)
    assert line.plain == " Space  los…"


class TextApp(App[None]):
    """An app with one large text and one line."""

    CSS = "BigText { height: 11; width: 40; } ClippedLabel { height: auto; width: 20; }"

    def compose(self):
        """Compose both."""
        yield BigText("42", id="digits")
        yield ClippedLabel("short", id="line")


async def test_a_new_digit_touches_only_its_own_cells():
    """42 to 41 repaints the last digit without a new layout."""
    app = TextApp()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        digits = app.query_one(BigText)
        painted = []
        digits.refresh = lambda *regions, **how: painted.append((regions, how))
        digits.text = "41"
        ((regions, how),) = painted
        assert how == {}
        assert 1 <= len(regions) <= 11
        assert all(region.x >= 20 and region.height == 1 for region in regions)
        digits.text = "41"
        assert len(painted) == 1


async def test_label_grows_with_its_text():
    """A label takes more rows for a longer text, and no new layout for an equal length."""
    app = TextApp()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        line = app.query_one(ClippedLabel)
        assert line.size.height == 1
        line.show_words("words that take more than one row")
        await pilot.pause()
        assert line.size.height == 2
        laid_out = []
        line.refresh = lambda *regions, **how: laid_out.append(how)
        line.show_words("WORDS THAT TAKE MORE THAN ONE ROW")
        assert laid_out == [{"layout": False}]
