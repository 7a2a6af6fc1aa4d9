"""A figure that is drawn into the planes of a frame is the one that the painter draws."""

import av
import pytest
from PIL import Image, ImageChops, ImageStat

from follow_along.adapters.picture.figure import Area, draw_figure_on
from follow_along.adapters.video.planes import copy_planes, figure_planes, in_yuv
from follow_along.core.palette import PALETTES
from tests.adapters.picture.test_figure import FIGURES, drawing_of

SIZE = (400, 300)
NEAR = 0.6
"""The mean difference, of 255: at an edge, colours are averaged in two ways."""


def planes_of(frame: av.VideoFrame) -> list[Image.Image]:
    """The planes of a frame as pictures, without what pads their rows."""
    pictures = []
    for plane in frame.planes:
        rows = Image.frombytes("L", (plane.line_size, plane.height), bytes(plane))
        pictures.append(rows.crop((0, 0, plane.width, plane.height)))
    return pictures


def mean_difference(one, other):
    """The mean difference of two planes, of 255."""
    return ImageStat.Stat(ImageChops.difference(one, other)).mean[0]


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
@pytest.mark.parametrize("name", FIGURES[::4])
def test_planes_are_those_of_the_picture(name, palette):
    """In brightness and in both colours, at the same place."""
    drawing = drawing_of(name)
    image = Image.new("RGB", SIZE, palette.ground)
    draw_figure_on(image, drawing, Area(0, 0, *SIZE), palette)
    for expected, drawn in zip(
        planes_of(in_yuv(image)), figure_planes(drawing, *SIZE, palette), strict=True
    ):
        assert drawn.size == expected.size
        assert mean_difference(expected, drawn) < NEAR
        # The ground has the same value, so that no box is seen around a part.
        assert drawn.getpixel((0, 20)) == expected.getpixel((0, 20))


def test_a_part_is_copied_to_its_place():
    """The rest of the frame stays as it is."""
    palette = PALETTES["dark"]
    frame = in_yuv(Image.new("RGB", (600, 500), palette.accent))
    before = planes_of(frame)
    planes = figure_planes(drawing_of("steady-check"), *SIZE, palette)
    copy_planes(planes, frame, 100, 50)
    for half, was, now, part in zip((1, 2, 2), before, planes_of(frame), planes, strict=True):
        corner = 100 // half, 50 // half
        was.paste(part, corner)
        assert mean_difference(was, now) == 0
