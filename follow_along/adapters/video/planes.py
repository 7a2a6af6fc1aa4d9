"""Pictures as a video has them: a plane of brightness, and two of colour in half its size.

What moves is drawn into the planes at once: drawing it in RGB and converting it takes longer.
"""

from functools import cache
from typing import NamedTuple

import av
from av.video.reformatter import Colorspace
from PIL import Image

from follow_along.adapters.picture.figure import figure_layers
from follow_along.core.figures.shapes import Drawing
from follow_along.core.palette import Palette


class Planes(NamedTuple):
    """The brightness and the two colours of a picture, each as a picture of one channel."""

    y: Image.Image
    u: Image.Image
    v: Image.Image


def figure_planes(drawing: Drawing, width: int, height: int, palette: Palette) -> Planes:
    """Draw a figure on the ground, in an even number of pixels each way."""
    y, u, v = _yuv(palette.ground)
    half = width // 2, height // 2
    planes = Planes(
        Image.new("L", (width, height), y), Image.new("L", half, u), Image.new("L", half, v)
    )
    for layer in figure_layers(drawing, width, height):
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


def copy_planes(planes: Planes, frame: av.VideoFrame, left: int, top: int) -> None:
    """Copy a part into a frame, at an even place."""
    for number, (source, target) in enumerate(zip(planes, frame.planes, strict=True)):
        half = 2 if number else 1
        x, y = left // half, top // half
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
