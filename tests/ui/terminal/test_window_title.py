"""The window title has visible characters only, and at most 80 columns."""

import pyte
import pytest

from follow_along.core.text import cells
from follow_along.ui.terminal.window_title import set_title
from tests.hostile_text import HALF, HOSTILE_TEXTS, shown_only


def title_after(sent: str) -> tuple[str, str]:
    """Return the terminal's title and its visible text after `sent`."""
    screen = pyte.Screen(80, 24)
    pyte.Stream(screen).feed(sent)
    return screen.title, "".join(screen.display).strip()


@pytest.mark.parametrize("hostile", [*HOSTILE_TEXTS, HALF, "a\nb", "\x07", "\x1b\\"])
def test_nothing_in_a_title_ends_it(hostile):
    """Control characters are shown as visible ones."""
    sent = set_title(f"before {hostile} after")
    assert shown_only(sent.removeprefix("\x1b]0;").removesuffix("\x07"))
    title, shown = title_after(sent)
    assert title.startswith("before ")
    assert title.endswith(" after")
    assert shown == ""


@pytest.mark.parametrize("long", ["x" * 500, "片" * 300, "e\u0301" * 200])
def test_a_long_title_is_cut_with_a_sign(long):
    """It takes at most 80 columns and ends in an ellipsis."""
    title, _ = title_after(set_title(long))
    assert title.endswith("…")
    assert 78 <= cells(title) <= 80


def test_a_title_that_fits_is_whole():
    """A title of 80 columns is not cut."""
    assert title_after(set_title("y" * 80))[0] == "y" * 80
