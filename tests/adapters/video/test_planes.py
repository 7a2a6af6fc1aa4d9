"""A figure that is drawn into the planes of a frame is the one that is drawn in RGB."""

import pytest
from PIL import Image, ImageChops, ImageStat

from follow_along.adapters.picture.figure import Area
from follow_along.adapters.video.planes import copy_planes, draw_figure_on, in_yuv, part_of
from follow_along.core.palette import PALETTES
from tests.adapters.picture.test_figure import FIGURES, drawing_of, drawn

SIZE = (400, 300)
WHOLE = Area(0, 0, *SIZE)
NEAR = 0.6
"""The mean difference, of 255: at an edge, colours are averaged in two ways."""


def mean_difference(one, other):
    """The mean difference of two planes, of 255."""
    return ImageStat.Stat(ImageChops.difference(one, other)).mean[0]


def plain(palette):
    """The planes of the ground alone."""
    return part_of(in_yuv(Image.new("RGB", SIZE, palette.ground)), WHOLE)


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
@pytest.mark.parametrize("name", FIGURES[::4])
def test_planes_are_those_of_the_picture(name, palette):
    """In brightness and in both colours, at the same place."""
    drawing = drawing_of(name)
    expected = part_of(in_yuv(drawn(drawing, palette, SIZE)), WHOLE)
    for one, other in zip(expected, draw_figure_on(plain(palette), drawing, palette), strict=True):
        assert one.size == other.size
        assert mean_difference(one, other) < NEAR


def test_a_part_is_copied_to_its_place():
    """The rest of the frame stays as it is."""
    palette = PALETTES["dark"]
    area, whole = Area(100, 50, *SIZE), Area(0, 0, 600, 500)
    frame = in_yuv(Image.new("RGB", (600, 500), palette.accent))
    expected = part_of(frame, whole)
    planes = draw_figure_on(plain(palette), drawing_of("steady-check"), palette)
    copy_planes(planes, frame, area)
    for half, plane, part in zip((1, 2, 2), expected, planes, strict=True):
        plane.paste(part, (area.left // half, area.top // half))
    assert [plane.tobytes() for plane in part_of(frame, whole)] == [
        plane.tobytes() for plane in expected
    ]
