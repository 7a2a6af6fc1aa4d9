"""The drawing of a pose as SVG."""

import xml.etree.ElementTree as ET

import pytest

from follow_along.adapters.paths import shipped
from follow_along.adapters.sessions.loader import read_record
from follow_along.adapters.sheet.figure_svg import Picture, pictures
from follow_along.core.enums import Side
from follow_along.core.figures.drawing import draw_figure
from follow_along.core.figures.figure import Figure
from follow_along.core.figures.motion import key_poses
from follow_along.core.figures.shapes import Drawing, FilledShape, Weight

FIGURES = sorted(path.stem for path in shipped("figures").glob("*.yaml"))
SVG = "{http://www.w3.org/2000/svg}"


def drawings_of(name: str, side: Side = Side.RIGHT) -> list[Drawing]:
    """The key poses of a shipped figure."""
    figure = read_record(shipped("figures") / f"{name}.yaml", Figure)
    return [draw_figure(figure, pose.joints, side) for pose in key_poses(figure)]


def view_box(picture: Picture) -> list[float]:
    """Left, top, width and height in the figure's units."""
    return list(map(float, ET.fromstring(picture.svg).attrib["viewBox"].split()))


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT])
def test_poses_have_one_scale_and_nothing_is_cut_at_the_sides(name: str, side: Side) -> None:
    """The picture is as wide as what is drawn, but never too narrow for words below it."""
    drawings = drawings_of(name, side)
    made = list(pictures(drawings))
    assert len({view_box(picture)[3] for picture in made}) == 1
    for drawing, picture in zip(drawings, made, strict=True):
        left, top, width, height = view_box(picture)
        assert picture.width >= 16 - 0.01
        assert picture.width / width == pytest.approx(20 / height, rel=0.01)
        assert (-top, height + top) >= (drawing.box.top, -drawing.box.bottom)
        xs = [
            x
            for shape in drawing.shapes[1:]
            for x, _ in getattr(shape, "points", [getattr(shape, "middle", (0, 0))])
        ]
        assert left < min(xs)
        assert max(xs) < left + width


@pytest.mark.parametrize("name", FIGURES)
def test_every_shape_is_drawn_and_the_limb_at_work_last(name: str) -> None:
    """Nothing covers what works; in a close-up it is grey inside, and the other limb white."""
    for drawing, picture in zip(drawings_of(name), pictures(drawings_of(name)), strict=True):
        elements = list(ET.fromstring(picture.svg))
        assert len(elements) >= len(drawing.shapes)
        bold = [shape for shape in drawing.shapes if shape.weight is Weight.BOLD]
        last = elements[-len(bold) :]
        colours = {each.get(key) for each in last for key in ("fill", "stroke")}
        assert colours & {"#c4c4c4", "#222222"}
        thin = [
            shape
            for shape in drawing.shapes
            if shape.weight is Weight.THIN and isinstance(shape, FilledShape)
        ]
        hollow = [
            each for each in elements if (each.tag, each.get("fill")) == (f"{SVG}path", "#ffffff")
        ]
        assert len(hollow) >= len(thin)


def test_a_path_is_dotted() -> None:
    """It is no thing, but where the foot goes."""
    (first, *_) = pictures(drawings_of("ankle-circles"))
    assert "stroke-dasharray" in first.svg
