"""The drawing of a pose as SVG: outlines that stay readable in black and white.

The limb at work is filled, the other one hollow, and things are thin lines. A heavier shape covers
a lighter one, with a narrow gap around it. Widths that belong to the paper are in millimetres.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from follow_along.core.figures.joints import Point
from follow_along.core.figures.shapes import Drawing, FilledShape, Line, Ring, Shape, Weight

_INK, _PAPER, _GREY, _TONE = "#222222", "#ffffff", "#777777", "#c4c4c4"

_PROP_MM, _SIGN_MM, _OUTLINE_MM, _BOLD_OUTLINE_MM, _GAP_MM = 0.25, 0.4, 0.25, 0.4, 0.3
_LEAST_BOLD_MM = 0.5
_DOTS_APART = 2.5
"""The distance of the dots of a dotted line, in its widths."""

_HEIGHT_MM, _LEAST_WIDTH_MM = 20.0, 16.0
"""Of a picture; a narrow one has room for the words below it."""

_MARGIN = 0.03
"""Around what is drawn, in heights of the picture: lines reach out of their points."""


class Picture(NamedTuple):
    """An SVG element and its natural width in millimetres."""

    svg: str
    width: float


def pictures(drawings: Sequence[Drawing]) -> Iterator[Picture]:
    """Yield the drawings of a figure, all of one height and scale, each as wide as it needs."""
    bottom = min(each.box.bottom for each in drawings)
    top = max(each.box.top for each in drawings)
    margin = _MARGIN * (top - bottom)
    scale = _HEIGHT_MM / (top - bottom + 2 * margin)
    for drawing in drawings:
        left, right = _sides(drawing, margin, _LEAST_WIDTH_MM / scale)
        width = right - left
        size = f'width="{scale * width:.2f}mm" height="{_HEIGHT_MM:g}mm"'
        view = f'viewBox="{left:.2f} {-top - margin:.2f} {width:.2f} {_HEIGHT_MM / scale:.2f}"'
        parts = "".join(_elements(drawing, scale))
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} {view}'
            f' stroke-linecap="round" stroke-linejoin="round">{parts}</svg>'
        )
        yield Picture(svg, scale * width)


def _sides(drawing: Drawing, margin: float, least: float) -> tuple[float, float]:
    """Return where the picture begins and ends, without the room beside what is on the floor."""
    xs = [x for shape in drawing.shapes[1:] for x in _extent(shape)]
    left, right = min(xs) - margin, max(xs) + margin
    more = max(0.0, least - (right - left)) / 2
    return left - more, right + more


def _extent(shape: Shape) -> Iterator[float]:
    """Yield how far a shape reaches to the left and to the right."""
    if isinstance(shape, Ring):
        yield from (shape.middle[0] - shape.radius, shape.middle[0] + shape.radius)
        return
    half = shape.width / 2 if isinstance(shape, Line) else 0.0
    yield min(x for x, _ in shape.points) - half
    yield max(x for x, _ in shape.points) + half


def _elements(drawing: Drawing, scale: float) -> Iterator[str]:
    """Yield the elements from the back to the front; `scale` is millimetres in a unit."""
    of = {weight: [each for each in drawing.shapes if each.weight is weight] for weight in Weight}
    for shape in of[Weight.PROP]:
        yield _drawn(shape, _GREY, _PROP_MM / scale)
    yield from _outlined(of[Weight.THIN], _PAPER, 2 * _OUTLINE_MM / scale)
    for shape in of[Weight.SIGN]:
        yield _drawn(shape, _INK, _SIGN_MM / scale)
    bold = of[Weight.BOLD]
    for shape in bold:
        yield _drawn(shape, _PAPER, _LEAST_BOLD_MM / scale, wider=2 * _GAP_MM / scale)
    if any(isinstance(shape, Ring) for shape in bold):
        yield from (_drawn(shape, _INK, _LEAST_BOLD_MM / scale) for shape in bold)
    else:
        yield from _outlined(bold, _TONE, 2 * _BOLD_OUTLINE_MM / scale)


def _outlined(shapes: Sequence[Shape], inside: str, outline: float) -> Iterator[str]:
    """Yield the common outline of shapes: all of them in ink, then in another colour inside."""
    for shape in shapes:
        yield _drawn(shape, _INK, 0.0, wider=outline)
    for shape in shapes:
        # Neighbours overlap a little, so that no line shows between them.
        if not isinstance(shape, Line) or shape.width > outline:
            yield _drawn(shape, inside, 0.0, wider=0.3 * outline)


def _drawn(shape: Shape, colour: str, least: float, *, wider: float = 0.0) -> str:
    """Return one shape in a colour. A line is at least `least` wide; all are `wider` by as much."""
    match shape:
        case Ring(middle, radius, _, width):
            x, y = middle
            return (
                f'<circle cx="{x:.2f}" cy="{-y:.2f}" r="{radius - width / 2:.2f}" fill="{_PAPER}"'
                f' stroke="{colour}" stroke-width="{max(width, least) + wider:.3f}"/>'
            )
        case Line(points, _, width, dotted):
            dots = f' stroke-dasharray="0 {_DOTS_APART * least:.3f}"' if dotted else ""
            return (
                f'<path d="{_path(points)}" fill="none" stroke="{colour}"'
                f' stroke-width="{max(width, least) + wider:.3f}"{dots}/>'
            )
        case FilledShape(points):
            stroke = f' stroke="{colour}" stroke-width="{wider:.3f}"' if wider else ""
            return f'<path d="{_path(points)}Z" fill="{colour}"{stroke}/>'


def _path(points: Iterable[Point]) -> str:
    return "M" + "L".join(f"{x:.2f} {-y:.2f}" for x, y in points)
