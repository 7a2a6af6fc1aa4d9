"""Letters and digits as dots, five by seven, to be drawn at any whole scale.

Terminal fonts come in one size, and figlet fonts in a few fixed ones: neither grows with the
screen. Each glyph is seven rows; the colon and its like are one dot wide.
"""

HEIGHT = 7
GAP = 1
"""Empty columns between glyphs, in dots."""

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
"""

GLYPHS: dict[str, tuple[str, ...]] = {
    line[0]: tuple(line[2:].split(" ")) for line in _DRAWN.strip().splitlines()
} | {" ": ("...",) * HEIGHT}


def drawable(text: str) -> bool:
    """Whether every character of `text`, in capitals, has a glyph."""
    return all(character in GLYPHS for character in text.upper())


def width(text: str) -> int:
    """The width of `text` in dots at scale one."""
    widths = [len(GLYPHS[character][0]) for character in text.upper()]
    return sum(widths) + GAP * max(0, len(widths) - 1)


def largest_scale(text: str, columns: int, rows: int) -> int:
    """The largest scale at which `text` fits; a dot is a column wide and half a row high."""
    if not text or not drawable(text):
        return 0
    return min(columns // width(text), 2 * rows // HEIGHT)


def draw(text: str, scale: int) -> list[str]:
    """`text` as rows of half blocks at a scale; it fills ceil(7 * scale / 2) rows."""
    dots = [_row(text.upper(), y, scale) for y in range(HEIGHT) for _ in range(scale)]
    if len(dots) % 2:
        dots.append("." * len(dots[0]))
    return [_half_blocks(upper, lower) for upper, lower in zip(dots[::2], dots[1::2], strict=True)]


def _row(text: str, y: int, scale: int) -> str:
    row = ("." * GAP).join(GLYPHS[character][y] for character in text)
    return "".join(dot * scale for dot in row)


def _half_blocks(upper: str, lower: str) -> str:
    blocks = {"..": " ", "#.": "▀", ".#": "▄", "##": "█"}
    return "".join(blocks[a + b] for a, b in zip(upper, lower, strict=True))
