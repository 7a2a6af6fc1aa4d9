"""A font of any size, drawn in quarters of a cell.

Upstream gap: Textual's `Digits` and figlet fonts have fixed sizes; these letters fill their space.
Each glyph is a skeleton of seven rows of dots, mostly five dots wide. Adjacent dots are joined by
strokes of a rectangular pen, so that height and width scale independently while all strokes keep
their thickness.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

_ROWS = 7

_SKELETONS = """
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
" #.# #.# ... ... ... ... ...
; .. .. .# .. .. .# #.
% ##..# ##.#. ...#. ..#.. .#... .#.## #..##
= ... ... ### ... ### ... ...
° .#. #.# .#. ... ... ... ...
· . . . # . . .
… ..... ..... ..... ..... ..... ..... #.#.#
Ç .###. #...# #.... #...# .###. ..#.. .#...
"""

_MARKS = {
    "\u0300": ".#...",
    "\u0301": "...#.",
    "\u0302": "..#..",
    "\u0303": ".###.",
    "\u0308": ".#.#.",
}
"""The dots of an accent above a letter, by its combining character."""

_ACCENTED = "ÀÁÂÃÄÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜ"

GLYPHS: dict[str, tuple[str, ...]] = {
    line[0]: tuple(line[2:].split(" ")) for line in _SKELETONS.strip().splitlines()
} | {" ": ("...",) * _ROWS}


def _with_mark(letter: str) -> tuple[str, ...]:
    """Return the glyph of a letter with an accent: lower, so that a blank row parts the two."""
    base, mark = tuple(unicodedata.normalize("NFD", letter))
    glyph = GLYPHS[base]
    dots = _MARKS[mark] if len(glyph[0]) > 3 else _MARKS[mark][1:4]
    return dots, "." * len(dots), *(glyph[row] for row in (0, 1, 3, 4, 6))


GLYPHS |= {letter: _with_mark(letter) for letter in _ACCENTED}
GLYPHS |= {"\u2019": GLYPHS["'"], "\u2013": GLYPHS["-"]}  # apostrophe and dash

_QUARTERS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""Block characters, indexed by the bits of upper left, upper right, lower left, lower right."""

LEAST_ROWS = 4
"""The height of the smallest letters, in rows."""

_SQUEEZES = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)
"""The widths to try for a height, as shares of the natural width, widest first."""

_MIN_STEP_X = 1.5
"""The least distance of skeleton dots, in quarters: in narrower letters strokes run together."""


class Cut(NamedTuple):
    """The size of letters in quarters of a cell: two per column and two per row."""

    high: int
    step_x: float
    """The distance of skeleton dots in a row."""
    pen_x: int
    """The width of a stroke and of the gap between letters."""
    pen_y: int

    @property
    def rows(self) -> int:
        """The height of a line, in rows."""
        return -(-self.high // 2)

    @property
    def area(self) -> float:
        """A measure of the letters' size, to compare two cuts."""
        return self.high * self.step_x


def drawable(text: str) -> bool:
    """Whether every character of `text` has a glyph in upper case."""
    return all(character in GLYPHS for character in text.upper())


def columns(text: str, cut: Cut) -> int:
    """Return the width of `text` in columns."""
    quarters = sum(_glyph_width(character, cut) + cut.pen_x for character in text.upper())
    return -(-(quarters - cut.pen_x) // 2)


@lru_cache(maxsize=512)
def fit(lines: tuple[str, ...], width: int, height: int) -> Cut | None:
    """Return the largest letters in which `lines` fit into `width` columns and `height` rows.

    Taller letters are preferred to wider ones. None if nothing fits or a character has no glyph.
    """
    if not all(line and drawable(line) for line in lines):
        return None
    for rows in range(height // len(lines), LEAST_ROWS - 1, -1):
        if block_rows(len(lines), rows) > height:
            continue
        for squeeze in _SQUEEZES:
            cut = _cut(rows, squeeze)
            if cut.step_x >= _MIN_STEP_X and all(columns(line, cut) <= width for line in lines):
                return cut
    return None


def block_rows(lines: int, rows: int) -> int:
    """Return the height of `lines` lines of letters that are `rows` rows high each.

    An empty row separates lines, except for the smallest letters: half of their last row is empty.
    """
    return lines * rows + (0 if rows == LEAST_ROWS else lines - 1)


def draw(text: str, cut: Cut) -> list[str]:
    """Return `text` as rows of block characters, each as wide as `columns` returns."""
    rows = [0] * (2 * cut.rows)
    x = 0
    for character in text.upper():
        for y, bits in enumerate(_glyph(character, cut)):
            rows[y] |= bits << x
        x += _glyph_width(character, cut) + cut.pen_x
    columns_x = range(0, x - cut.pen_x, 2)
    return [
        "".join(_QUARTERS[(upper >> x & 3) | (lower >> x & 3) << 2] for x in columns_x)
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
    ]


@lru_cache(maxsize=512)
def _cut(rows: int, squeeze: float) -> Cut:
    """Return letters `rows` high, so that a skeleton's middle row falls on a whole quarter."""
    high = _ROWS if rows == LEAST_ROWS else 2 * rows
    pen_y = max(1, round(high / 6.4))
    if (high - pen_y) % 2:
        high -= 1
    natural = 2 * (high - pen_y) / (_ROWS - 1)
    step_x = round(natural * squeeze * 2) / 2
    pen_x = max(1, round(2 * pen_y * (0.15 + 0.85 * squeeze)))
    return Cut(high, step_x, pen_x, pen_y)


@lru_cache(maxsize=1024)
def _glyph_width(character: str, cut: Cut) -> int:
    return round((len(GLYPHS[character][0]) - 1) * cut.step_x) + cut.pen_x


@lru_cache(maxsize=1024)
def _glyph(character: str, cut: Cut) -> tuple[int, ...]:
    """Return the rows of a glyph with one bit per quarter; the lowest bit is the leftmost."""
    step_y = (cut.high - cut.pen_y) / (_ROWS - 1)
    rows = [0] * cut.high
    for (x0, y0), (x1, y1) in _strokes(GLYPHS[character]):
        start = (round(x0 * cut.step_x), round(y0 * step_y))
        end = (round(x1 * cut.step_x), round(y1 * step_y))
        for y, left, right in _stroke_rows(start, end, cut.pen_y):
            rows[y] |= ((1 << (right - left + cut.pen_x)) - 1) << left
    return tuple(rows)


_Dot = tuple[int, int]


def _strokes(glyph: Sequence[str]) -> Iterator[tuple[_Dot, _Dot]]:
    """Yield each dot as a stroke to itself, and each pair of dots to join, the upper dot first.

    Diagonal neighbours are joined unless a dot next to both already joins them.
    """
    dots = {(x, y) for y, row in enumerate(glyph) for x, dot in enumerate(row) if dot == "#"}
    for x, y in dots:
        yield (x, y), (x, y)
        for dx in (-1, 1):
            if {(x + dx, y), (x, y + 1)}.isdisjoint(dots) and (x + dx, y + 1) in dots:
                yield (x, y), (x + dx, y + 1)
        for neighbour in ((x + 1, y), (x, y + 1)):
            if neighbour in dots:
                yield (x, y), neighbour


def _stroke_rows(start: _Dot, end: _Dot, pen_y: int) -> Iterator[tuple[int, int, int]]:
    """Yield each row of a stroke with the leftmost and rightmost x of the pen's left edge.

    `start` and `end` are positions of the pen's upper left corner; `start` is not below `end`.
    """
    (ax, ay), (bx, by) = start, end
    for y in range(ay, by + pen_y):
        first = last = 0.0
        if by > ay:
            first = max(0.0, (y - pen_y + 1 - ay) / (by - ay))
            last = min(1.0, (y - ay) / (by - ay))
        edges = [ax + (bx - ax) * first, ax + (bx - ax) * last]
        if by == ay:
            edges = [ax, bx]
        yield y, round(min(edges)), round(max(edges))
