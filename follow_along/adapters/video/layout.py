"""Where everything is in a picture of the video, for every size of it."""

from typing import NamedTuple

from follow_along.adapters.picture.figure import Area
from follow_along.adapters.picture.fonts import Weight
from follow_along.adapters.picture.text import TextStyle

_UPRIGHT = 1.25
"""How many times higher than wide a picture is from which on its parts are stacked."""


class Styles(NamedTuple):
    """The sizes of the letters in pixels."""

    name: TextStyle
    large: TextStyle
    huge: TextStyle
    strong: TextStyle
    plain: TextStyle
    small: TextStyle
    place: TextStyle


class Layout(NamedTuple):
    """The areas of the parts of a picture."""

    exercise: Area
    position: Area
    heading: Area
    side: Area
    digits: Area
    detail: Area
    figure: Area
    says: Area
    instruction: Area
    footer: Area
    left: Area
    progress: Area
    styles: Styles
    upright: bool
    """Whether its parts are stacked."""


def layout(width: int, height: int, *, figured: bool) -> Layout:
    """Return the layout of a picture, with room for a figure or without."""
    stacked = height >= _UPRIGHT * width
    unit = min(width / 75, height / 110) if stacked else min(height / 100, width / 130)
    rows = _Rows(width, height, unit)
    if stacked:
        return _stacked(rows, figured=figured)
    return _side_by_side(rows, figured=figured)


class _Rows:
    """Cuts a picture into areas: rows from the top and from the bottom, in units of its size."""

    def __init__(self, width: int, height: int, unit: float) -> None:
        self.unit = unit
        self.margin = round(4.5 * unit)
        self.width, self.height = width, height
        self.top, self.bottom = 3.0 * unit, float(height)

    def from_top(self, units: float) -> Area:
        """Take a row from the top."""
        self.top += units * self.unit
        return self._row(self.top - units * self.unit, self.top)

    def from_bottom(self, units: float) -> Area:
        """Take a row from the bottom."""
        self.bottom -= units * self.unit
        return self._row(self.bottom, self.bottom + units * self.unit)

    def rest(self) -> Area:
        """Return what is left between top and bottom."""
        return self._row(self.top, max(self.top + 1, self.bottom))

    def styles(self, small_lines: int) -> Styles:
        """Return the sizes of the letters; small text takes at most so many lines."""
        return Styles(
            name=self._style(7.6, 4.0, 2),
            large=self._style(11.0, 4.2, 2),
            huge=self._style(50.0, 8.0),
            strong=self._style(7.0, 4.0),
            plain=self._style(7.0, 2.8, 5, "regular"),
            small=self._style(4.2, 3.2, small_lines, "regular"),
            place=self._style(4.2, 3.2, 2, "regular"),
        )

    def _style(
        self, largest: float, least: float, lines: int = 1, weight: Weight = "bold"
    ) -> TextStyle:
        return TextStyle(self._pixels(largest), self._pixels(least), lines, weight)

    def _pixels(self, units: float) -> int:
        return max(1, round(units * self.unit))

    def _row(self, top: float, bottom: float) -> Area:
        width = max(2, self.width - 2 * self.margin)
        return Area(self.margin, round(top), width, max(1, round(bottom) - round(top)))


def _side_by_side(rows: _Rows, *, figured: bool) -> Layout:
    """The figure at the right of side and digits."""
    exercise, position = _split(rows.from_top(11), 0.68)
    progress = _whole_width(rows, rows.from_bottom(1.6))
    footer, left = _split(rows.from_bottom(6.5), 0.78)
    instruction = rows.from_bottom(14)
    numbers, pictured = _split(rows.rest(), 0.4 if figured else 1.0)
    heading, side, digits, detail = _stack(numbers, (0.12, 0.2, 0.54, 0.14))
    figure, says = _stack(pictured, (0.88, 0.12))
    return Layout(
        *(exercise, position, heading, side, _grown(digits), detail, _even(figure), says),
        *(instruction, footer, left, progress),
        rows.styles(small_lines=1),
        upright=False,
    )


def _stacked(rows: _Rows, *, figured: bool) -> Layout:
    """The figure below side and digits."""
    position, left = _split(rows.from_top(7.5), 0.7)
    exercise = rows.from_top(10)
    progress = _whole_width(rows, rows.from_bottom(1.6))
    footer = rows.from_bottom(8.5)
    rows.from_bottom(1.5)
    instruction = rows.from_bottom(18)
    numbers, pictured = _stack(rows.rest(), (0.48, 0.52) if figured else (0.9, 0.1))
    heading, side, digits, detail = _stack(numbers, (0.14, 0.22, 0.5, 0.14))
    figure, says = _stack(pictured, (0.9, 0.1))
    return Layout(
        *(exercise, position, heading, side, _grown(digits), detail, _even(figure), says),
        *(instruction, footer, left, progress),
        rows.styles(small_lines=2),
        upright=True,
    )


def _split(area: Area, part: float) -> tuple[Area, Area]:
    """Cut an area into one at the left and the rest."""
    width = max(1, round(area.width * part))
    right = max(2, area.width - width)
    return area._replace(width=width), Area(area.left + width, area.top, right, area.height)


def _stack(area: Area, parts: tuple[float, ...]) -> list[Area]:
    """Cut an area into rows."""
    areas, top = [], float(area.top)
    for part in parts:
        bottom = top + part * area.height
        height = max(1, round(bottom) - round(top))
        areas.append(area._replace(top=round(top), height=height))
        top = bottom
    return areas


def _whole_width(rows: _Rows, area: Area) -> Area:
    return area._replace(left=0, width=rows.width)


def _grown(area: Area) -> Area:
    """Return the area in which a font is as large as its digits need: they fill its middle."""
    more = round(0.16 * area.height)
    return area._replace(top=area.top - more, height=area.height + 2 * more)


def _even(area: Area) -> Area:
    """Return an area in even pixels: the colours of a video have half of its pixels each way."""
    left, top = area.left + area.left % 2, area.top + area.top % 2
    right, bottom = area.left + area.width, area.top + area.height
    width, height = max(2, (right - left) // 2 * 2), max(2, (bottom - top) // 2 * 2)
    return Area(left, top, width, height)
