"""Text in a picture: as large as fits into its area, wrapped, and cut with an ellipsis."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from PIL import ImageDraw

from follow_along.adapters.picture import fonts
from follow_along.adapters.picture.figure import Area

ELLIPSIS = "…"

_STEP = 0.92
"""From one size that is tried to the next smaller one."""

_LINE = 1.28
"""From one line to the next, in sizes of the font."""

_CAPITALS = 0.714
"""The height of capitals and digits, in sizes of the font."""

Align = Literal["left", "centre", "right"]


class TextStyle(NamedTuple):
    """How a text may be set: its largest and least size in pixels, and in at most so many lines."""

    largest: int
    least: int
    lines: int = 1
    weight: fonts.Weight = "regular"


class SetText(NamedTuple):
    """A text as it is drawn: its lines, in a size in pixels and a weight."""

    lines: tuple[str, ...]
    size: int
    weight: fonts.Weight
    complete: bool
    """Whether all of it is there, without an ellipsis."""

    @property
    def height(self) -> float:
        """The height of all lines in pixels."""
        return len(self.lines) * self.size * _LINE


@lru_cache(maxsize=512)
def set_text(text: str, width: int, height: int, style: TextStyle) -> SetText:
    """Set a visible text into `width` by `height` pixels.

    Of the sizes of the style the largest is taken in which it fits; in the least it is cut with an
    ellipsis.
    """
    text, weight, size = fonts.drawable(text), style.weight, style.largest
    while True:
        lines = tuple(_wrapped(text, size, weight, width)) if text else ()
        most = min(style.lines, _lines_in(height, size))
        if len(lines) <= most:
            return SetText(lines, size, weight, complete=True)
        if size <= style.least:
            most = max(1, most)
            if len(lines) > most:
                lines = (*lines[: most - 1], _cut(lines[most - 1], size, weight, width))
                return SetText(lines, size, weight, complete=False)
            return SetText(lines, size, weight, complete=True)
        size = max(style.least, int(size * _STEP))


def draw_text(
    pixels: ImageDraw.ImageDraw, text: SetText, area: Area, colour: str, align: Align = "left"
) -> None:
    """Draw a text into an area, in the middle of its height."""
    anchor, x = {
        "left": ("ls", area.left),
        "centre": ("ms", area.left + area.width / 2),
        "right": ("rs", area.left + area.width),
    }[align]
    middle = area.top + (area.height - text.height) / 2
    for number, line in enumerate(text.lines):
        # Capitals stand in the middle of their line.
        y = middle + text.size * (number * _LINE + (_LINE + _CAPITALS) / 2)
        font = fonts.font(line, text.size, text.weight)
        pixels.text((x, y), line, font=font, fill=colour, anchor=anchor)


def _lines_in(height: int, size: int) -> int:
    """Return how many lines are as high at most; the last one needs no room below it."""
    return int((height / size - 1) / _LINE) + 1 if height >= size else 0


def width_of(text: str, size: int, weight: fonts.Weight) -> float:
    """Return the width of one line in pixels."""
    return fonts.font(text, size, weight).getlength(text)


def _wrapped(text: str, size: int, weight: fonts.Weight, width: int) -> Iterator[str]:
    """Yield lines that fit; a word that is too long for one is broken."""
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if width_of(longer, size, weight) <= width:
            line = longer
            continue
        if line:
            yield line
        *whole, line = _broken(word, size, weight, width)
        yield from whole
    yield line


def _broken(word: str, size: int, weight: fonts.Weight, width: int) -> list[str]:
    """Return the parts of a word, each as long as fits and at least one character."""
    parts: list[str] = []
    while word:
        length = _fitting(word, size, weight, width)
        parts.append(word[:length])
        word = word[length:]
    return parts or [""]


def _fitting(word: str, size: int, weight: fonts.Weight, width: int) -> int:
    """Return how many characters fit: by halves, because an endless word may have thousands."""
    least, most = 1, len(word)
    while least < most:
        middle = (least + most + 1) // 2
        if width_of(word[:middle], size, weight) <= width:
            least = middle
        else:
            most = middle - 1
    return least


def _cut(line: str, size: int, weight: fonts.Weight, width: int) -> str:
    """Return a line with an ellipsis at its end, as long as fits."""
    while line and width_of(line + ELLIPSIS, size, weight) > width:
        line = line[:-1]
    return line.rstrip() + ELLIPSIS
