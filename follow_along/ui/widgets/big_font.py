"""Letters and digits of any size, drawn in quarters of a cell.

Textual's `Digits` and figlet fonts have fixed sizes; these letters fill the space they are given.
Each glyph is a skeleton of seven rows of dots, most of them five dots wide. Dots that touch
are joined by strokes of a square pen, so that height and width can be stretched apart: upright and
level strokes keep one thickness at every size, and slanted ones stay lines.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

_ROWS = 7

_DRAWN = """
0 .###. #...# #...# #...# #...# #...# .###.
1 ..#.. .##.. ..#.. ..#.. ..#.. ..#.. .###.
2 .###. #...# ....# ...#. ..#.. .#... #####
3 .###. #...# ....# ..##. ....# #...# .###.
4 ...#. ..##. .#.#. #..#. ##### ...#. ...#.
5 ##### #.... ####. ....# ....# #...# .###.
6 .###. #.... #.... ####. #...# #...# .###.
7 ##### ....# ...#. ..#.. ..#.. ..#.. ..#..
8 .###. #...# #...# .###. #...# #...# .###.
9 .###. #...# #...# .#### ....# ....# .###.
A .###. #...# #...# ##### #...# #...# #...#
B ####. #...# #...# ####. #...# #...# ####.
C .###. #...# #.... #.... #.... #...# .###.
D ####. #...# #...# #...# #...# #...# ####.
E ##### #.... #.... ####. #.... #.... #####
F ##### #.... #.... ####. #.... #.... #....
G .###. #...# #.... #.### #...# #...# .###.
H #...# #...# #...# ##### #...# #...# #...#
I ### .#. .#. .#. .#. .#. ###
J ..### ...#. ...#. ...#. ...#. #..#. .##..
K #...# #..#. #.#.. ##... #.#.. #..#. #...#
L #.... #.... #.... #.... #.... #.... #####
M #...# ##.## #.#.# #.#.# #...# #...# #...#
N #...# ##..# #.#.# #.#.# #..## #...# #...#
O .###. #...# #...# #...# #...# #...# .###.
P ####. #...# #...# ####. #.... #.... #....
Q .###. #...# #...# #...# #.#.# #..#. .##.#
R ####. #...# #...# ####. #.#.. #..#. #...#
S .#### #.... #.... .###. ....# ....# ####.
T ##### ..#.. ..#.. ..#.. ..#.. ..#.. ..#..
U #...# #...# #...# #...# #...# #...# .###.
V #...# #...# #...# #...# #...# .#.#. ..#..
W #...# #...# #...# #.#.# #.#.# ##.## #...#
X #...# #...# .#.#. ..#.. .#.#. #...# #...#
Y #...# #...# .#.#. ..#.. ..#.. ..#.. ..#..
Z ##### ....# ...#. ..#.. .#... #.... #####
: . # . . . # .
. . . . . . . #
, .. .. .. .. .. .# #.
' # # . . . . .
- ... ... ... ### ... ... ...
! # # # # # . #
+ ... ... .#. ### .#. ... ...
( .# #. #. #. #. #. .#
) #. .# .# .# .# .# #.
/ ....# ....# ...#. ..#.. .#... #.... #....
& .##.. #..#. #.#.. .#... #.#.# #..#. .##.#
? .###. #...# ....# ...#. ..#.. ..... ..#..
"""

GLYPHS: dict[str, tuple[str, ...]] = {
    line[0]: tuple(line[2:].split(" ")) for line in _DRAWN.strip().splitlines()
} | {" ": ("...",) * _ROWS}

_QUARTERS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""By the bits of the four quarters: upper left, upper right, lower left, lower right."""

LEAST_ROWS = 4
"""Fewer rows hold no letter."""

_SQUEEZES = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)
"""How narrow letters may become, beside their natural width, so as to stay high."""

_NARROWEST = 1.5
"""Dots of a skeleton stand no closer: narrower letters run together."""


class Cut(NamedTuple):
    """How letters are cut, in quarters of a cell: those lie two to a column and two to a row."""

    high: int
    step_x: float
    """From one dot of a skeleton to the next."""
    pen_x: int
    """How wide a stroke is, and the gap between letters."""
    pen_y: int

    @property
    def rows(self) -> int:
        """The rows that a line of such letters takes."""
        return -(-self.high // 2)

    @property
    def area(self) -> float:
        """How large a letter is, to compare two cuts."""
        return self.high * self.step_x


def drawable(text: str) -> bool:
    """Whether every character of `text`, in capitals, has a glyph."""
    return all(character in GLYPHS for character in text.upper())


def columns(text: str, cut: Cut) -> int:
    """How many columns `text` takes."""
    quarters = sum(_glyph_width(character, cut) + cut.pen_x for character in text.upper())
    return -(-(quarters - cut.pen_x) // 2)


@lru_cache(maxsize=512)
def fit(lines: tuple[str, ...], width: int, height: int) -> Cut | None:
    """The largest letters in which `lines` fit into `width` columns and `height` rows.

    Higher comes before wider. None where nothing fits, or a character has no glyph.
    """
    if not all(line and drawable(line) for line in lines):
        return None
    for rows in range(height // len(lines), LEAST_ROWS - 1, -1):
        if block_rows(len(lines), rows) > height:
            continue
        for squeeze in _SQUEEZES:
            cut = _cut(rows, squeeze)
            if cut.step_x >= _NARROWEST and all(columns(line, cut) <= width for line in lines):
                return cut
    return None


def block_rows(lines: int, rows: int) -> int:
    """The rows that lines of letters take below each other.

    An empty row stands between them, but for the lowest letters: half of their last row is empty.
    """
    return lines * rows + (0 if rows == LEAST_ROWS else lines - 1)


def draw(text: str, cut: Cut) -> list[str]:
    """`text` as rows of blocks, all of them as wide as `columns` says."""
    rows = [0] * (2 * cut.rows)
    at = 0
    for character in text.upper():
        for y, bits in enumerate(_glyph(character, cut)):
            rows[y] |= bits << at
        at += _glyph_width(character, cut) + cut.pen_x
    width = range(0, at - cut.pen_x, 2)
    return [
        "".join(_QUARTERS[(upper >> x & 3) | (lower >> x & 3) << 2] for x in width)
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
    ]


def _cut(rows: int, squeeze: float) -> Cut:
    """The cut of letters `rows` high. The middle dot of a skeleton falls on a whole quarter."""
    high = _ROWS if rows == LEAST_ROWS else 2 * rows
    pen_y = max(1, round(high / 6.4))
    if (high - pen_y) % 2:
        high -= 1
    natural = 2 * (high - pen_y) / (_ROWS - 1)
    step_x = round(natural * squeeze * 2) / 2
    pen_x = max(1, round(2 * pen_y * (0.15 + 0.85 * squeeze)))
    return Cut(high, step_x, pen_x, pen_y)


def _glyph_width(character: str, cut: Cut) -> int:
    return round((len(GLYPHS[character][0]) - 1) * cut.step_x) + cut.pen_x


@lru_cache(maxsize=1024)
def _glyph(character: str, cut: Cut) -> tuple[int, ...]:
    """The rows of a glyph, a bit for each quarter, the leftmost one the lowest."""
    step_y = (cut.high - cut.pen_y) / (_ROWS - 1)
    rows = [0] * cut.high
    for (x0, y0), (x1, y1) in _strokes(GLYPHS[character]):
        begin = (round(x0 * cut.step_x), round(y0 * step_y))
        end = (round(x1 * cut.step_x), round(y1 * step_y))
        for y, left, right in _swept(begin, end, cut.pen_y):
            rows[y] |= ((1 << (right - left + cut.pen_x)) - 1) << left
    return tuple(rows)


_Dot = tuple[int, int]


def _strokes(glyph: Sequence[str]) -> Iterator[tuple[_Dot, _Dot]]:
    """Each dot, and each pair of dots to be joined, the upper one first.

    Dots that touch at a corner are joined, unless a dot beside both of them already does so.
    """
    dots = {(x, y) for y, row in enumerate(glyph) for x, dot in enumerate(row) if dot == "#"}
    for x, y in dots:
        yield (x, y), (x, y)
        for aside in (-1, 1):
            if {(x + aside, y), (x, y + 1)}.isdisjoint(dots) and (x + aside, y + 1) in dots:
                yield (x, y), (x + aside, y + 1)
        for neighbour in ((x + 1, y), (x, y + 1)):
            if neighbour in dots:
                yield (x, y), neighbour


def _swept(begin: _Dot, end: _Dot, pen_y: int) -> Iterator[tuple[int, int, int]]:
    """The rows that a pen passes over, and in each from where to where its left edge goes.

    `begin` and `end` are places of the pen's upper left corner; `begin` is not below `end`.
    """
    (ax, ay), (bx, by) = begin, end
    for y in range(ay, by + pen_y):
        first = last = 0.0
        if by > ay:
            first = max(0.0, (y - pen_y + 1 - ay) / (by - ay))
            last = min(1.0, (y - ay) / (by - ay))
        places = [ax + (bx - ax) * first, ax + (bx - ax) * last]
        if by == ay:
            places = [ax, bx]
        yield y, round(min(places)), round(max(places))
