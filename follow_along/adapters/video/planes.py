"""Pictures as a video has them: a plane of brightness, and two of colour in half its size.

A figure is drawn into the planes at once: drawing it in RGB and converting it takes longer.
"""

from functools import cache
from typing import NamedTuple

import av
from av.video.reformatter import Colorspace
from PIL import Image

from follow_along.adapters.picture.figure import Area, figure_layers
from follow_along.core.figures.shapes import Drawing
from follow_along.core.palette import Palette


class Planes(NamedTuple):
    """The brightness and the two colours of a picture, each as a picture of one channel."""

    y: Image.Image
    u: Image.Image
    v: Image.Image


def draw_figure_on(ground: Planes, drawing: Drawing, palette: Palette) -> Planes:
    """Return a figure as large as fits on its ground, centred, with its floor at the bottom.

    What is on the ground shows through where the figure is not.
    """
    planes = Planes(*(plane.copy() for plane in ground))
    for layer in figure_layers(drawing, *ground.y.size):
        y, u, v = _yuv(layer.colour(palette))
        planes.y.paste(y, (layer.left, layer.top), layer.mask)
        mask, corner = layer.mask.reduce(2), (layer.left // 2, layer.top // 2)
        planes.u.paste(u, corner, mask)
        planes.v.paste(v, corner, mask)
    return planes


def in_yuv(image: Image.Image) -> av.VideoFrame:
    """Return a picture as a frame with 4:2:0 colours, those of high definition."""
    frame: av.VideoFrame = av.VideoFrame.from_image(image)  # type: ignore[no-untyped-call]
    return frame.reformat(format="yuv420p", dst_colorspace=Colorspace.ITU709)


def part_of(frame: av.VideoFrame, area: Area) -> Planes:
    """Return a part of a frame. Its edges are even numbers of pixels."""
    planes = []
    for number, plane in enumerate(frame.planes):
        left, top, right, bottom = (edge // 2 if number else edge for edge in area.box)
        rows = Image.frombytes("L", (plane.line_size, plane.height), bytes(plane))
        planes.append(rows.crop((left, top, right, bottom)))
    return Planes(*planes)


def copy_planes(planes: Planes, frame: av.VideoFrame, area: Area) -> None:
    """Copy what fills a part of a frame into it. Its edges are even numbers of pixels."""
    for number, (source, target) in enumerate(zip(planes, frame.planes, strict=True)):
        x, y = (edge // 2 if number else edge for edge in (area.left, area.top))
        pixels, drawn, width = memoryview(target), source.tobytes(), source.width
        for row in range(source.height):
            start, begin = (y + row) * target.line_size + x, row * width
            pixels[start : start + width] = drawn[begin : begin + width]


@cache
def _yuv(colour: str) -> tuple[int, int, int]:
    """Return a colour as it is in the planes of a frame."""
    frame = in_yuv(Image.new("RGB", (32, 32), colour))
    # The first rows are rounded another way than all others.
    y, u, v = (memoryview(each)[each.line_size * each.height // 2] for each in frame.planes)
    return y, u, v
