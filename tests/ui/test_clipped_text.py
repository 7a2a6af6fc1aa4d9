"""Words in their place: large, plain, or cut with a sign; and hints, whole or not at all."""

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
def test_words_are_whole_or_end_in_an_ellipsis(text, columns, rows):
    """They take no more than their place, and lose nothing without a sign."""
    lines = clipped(Content(text), columns, rows).wrap(columns)
    assert len(lines) <= rows
    assert all(line.cell_length <= columns for line in lines)
    seen, whole = "".join("".join(map(str, lines)).split()), "".join(text.split())
    assert seen == whole or (seen.endswith("…") and whole.startswith(seen[:-1]))


def test_no_room_shows_nothing():
    """A place that is closed is left alone."""
    assert clipped(Content("words"), 0, 3).plain == ""
    assert clipped(Content("words"), 3, 0).plain == ""


def test_a_long_text_is_broken_where_that_makes_it_larger():
    """A name that fits one line only in narrow letters has room for wide ones on two."""
    one_line = large_lines("BOTH FEET", 50, 4)
    two_lines = large_lines("BOTH FEET", 28, 8)
    assert one_line is not None
    assert two_lines is not None
    assert (len(one_line), len(two_lines)) == (4, 8)
    assert large_lines("BOTH FEET", 28, 4) is None


def test_line_breaks_of_a_large_text_stay():
    """The repetition stands below its phase, however wide the place."""
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
def test_hints_are_left_out_from_the_end_but_the_page_of_keys_stays(columns, keys):
    """What has no room is on that page; the most important key is the last to go."""
    (line,) = hint_lines(HINTS, columns, 1)
    assert [key for key, _ in HINTS if f" {key} " in line.plain] == keys
    assert line.cell_length <= columns


def test_a_hint_without_room_ends_in_an_ellipsis():
    """The key itself is still seen."""
    (line,) = hint_lines(HINTS, 12, 1)
    assert line.plain == " Space  los…"


class Places(App[None]):
    """An app with one large text and one line."""

    CSS = "BigText { height: 11; width: 40; } ClippedLabel { height: auto; width: 20; }"

    def compose(self):
        """The two."""
        yield BigText("42", id="digits")
        yield ClippedLabel("short", id="line")


async def test_a_new_digit_touches_only_its_own_cells():
    """Forty-two to forty-one repaints the last digit, and nothing is laid out anew."""
    app = Places()
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


async def test_words_that_need_more_rows_are_given_them():
    """A line grows with its words, and other words of the same length move nothing."""
    app = Places()
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
