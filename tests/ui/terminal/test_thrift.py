"""Fewer bytes for the terminal: the same picture, and never more than was to be written."""

from operator import le

import pyte
from hypothesis import example, given
from hypothesis import strategies as st

from follow_along.ui.terminal.thrift import Thrift

COLUMNS, ROWS = 20, 6
COLOUR = st.sampled_from(["5;1", "5;2", "2;1;2;3", "2;1;2;4"])
STYLE = st.one_of(
    st.sampled_from(["1", "31", "1;32", "0;4", "", "7", "38;5;1;0", "38;5;2;0", "4;;38;5;1"]),
    COLOUR.map("38;{}".format),
    st.tuples(COLOUR, COLOUR).map("1;38;{0[0]};48;{0[1]}".format),
    st.tuples(COLOUR, COLOUR).map("48;{0[0]};38;{0[1]}".format),
    st.tuples(COLOUR, COLOUR).map("38;{0[0]};38;{0[1]}".format),
)
PIECE = st.one_of(
    st.text("ab █▝1;mH[", min_size=1, max_size=5),
    STYLE.map("\x1b[{}m".format),
    st.just("\x1b[0m"),
    st.tuples(st.integers(1, ROWS), st.integers(1, COLUMNS)).map("\x1b[{0[0]};{0[1]}H".format),
    st.sampled_from(["\x1b[?2026h", "\x1b[K", "\x1b[2J", "\x1b]0;title\x07", "\r"]),
)
FRAME = st.lists(PIECE, max_size=25).map("".join)


def spared(frames: list[str]) -> list[str]:
    """The frames as they are written to one terminal."""
    thrift = Thrift()
    return [thrift.spare(frame) for frame in frames]


def shown(*frames: str) -> tuple[list[dict[int, object]], int, int, object]:
    """The cells of a terminal that was written to, its cursor and the style that is set."""
    screen = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.Stream(screen)
    for frame in frames:
        stream.feed(frame)
    cells = [{x: screen.buffer[y][x] for x in range(COLUMNS)} for y in range(ROWS)]
    return cells, screen.cursor.x, screen.cursor.y, screen.cursor.attrs._replace(data=" ")


@given(st.lists(FRAME, max_size=4))
@example(["\x1b[1mA\x1b[31mB\x1b[0m\x1b[31mC"])
@example(["\x1b[1m", "A\x1b[0m\x1b[1mB"])
@example(["\x1b[0m\x1b[7mA\x1b[0m", "B"])
def test_the_picture_is_the_same(frames: list[str]):
    """After each frame: every cell and its style, the cursor, and the style of what comes next."""
    for end in range(len(frames) + 1):
        assert shown(*spared(frames[:end])) == shown(*frames[:end])


@given(st.lists(FRAME, max_size=4))
def test_it_is_never_longer(frames: list[str]):
    """Nothing is added."""
    assert all(map(le, map(len, spared(frames)), map(len, frames)))


def test_rows_of_one_style_are_written_in_one():
    """As Textual writes a large digit: what stands between its rows is where they are."""
    rows = [(f"\x1b[{y};9H", f"█{y}") for y in (2, 3, 4)]
    written = "\n".join(f"{place}\x1b[1;32m{row}\x1b[0m" for place, row in rows)
    told = "".join(f"{place}{row}" for place, row in rows)
    assert spared(["\x1b[0m", written]) == ["\x1b[0m", f"\x1b[1;32m{told}\x1b[0m"]


def test_next_style_takes_the_one_before_back():
    """In one sequence; text without any style still stands in its own."""
    written = "\x1b[0m\x1b[1mA\x1b[0m\x1b[2;1H\x1b[32mB\x1b[0mC"
    assert spared([written]) == ["\x1b[0;1mA\x1b[0;32m\x1b[2;1HB\x1b[0mC"]


def test_of_two_colours_only_the_one_that_changes_is_set():
    """Where all else of the two styles is the same."""
    green, white = "\x1b[1;38;5;115;48;5;16m", "\x1b[1;38;5;231;48;5;16m"
    written = f"{green}A\x1b[0m{white}B\x1b[0m{green}C\x1b[0m"
    assert spared(["\x1b[0m", written]) == [
        "\x1b[0m",
        f"{green}A\x1b[38;5;231mB\x1b[38;5;115mC\x1b[0m",
    ]


def test_only_the_last_of_several_places_is_named():
    """And the end of a row stays where no place is named after it."""
    assert spared(["a\n\x1b[3;1H\x1b[4;4H", "\x1b[5;5Hb\n"]) == [
        "a\x1b[4;4H",
        "\x1b[5;5Hb\n",
    ]
