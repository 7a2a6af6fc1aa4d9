"""The figure in pixels is the figure in Braille."""

import pytest
from PIL import Image, ImageChops

from follow_along.adapters.paths import shipped
from follow_along.adapters.picture.figure import figure_layers
from follow_along.adapters.sessions.loader import read_record
from follow_along.core.enums import Side
from follow_along.core.figures.drawing import draw_figure
from follow_along.core.figures.figure import Figure
from follow_along.core.figures.motion import key_poses
from follow_along.core.palette import PALETTES
from follow_along.ui.widgets.braille import picture

COLUMNS, ROWS = 60, 30
PIXELS = 6
"""Pixels a dot."""
SIZE = (2 * COLUMNS * PIXELS, 4 * ROWS * PIXELS)
COARSE = (COLUMNS // 3, ROWS * 2 // 3)
"""Cells of 6 by 6 dots: the margins of the two differ by a dot or two."""
ALIKE = 0.9
FIGURES = sorted(path.stem for path in shipped("figures").glob("*.yaml"))
DARK = PALETTES["dark"]


def drawing_of(name, side=Side.RIGHT, pose=-1):
    """The drawing of a shipped figure in one of its key poses."""
    figure = read_record(shipped("figures") / f"{name}.yaml", Figure)
    return draw_figure(figure, key_poses(figure)[pose].joints, side)


def drawn(drawing, palette=DARK, size=SIZE):
    """A drawing in a picture of its own."""
    image = Image.new("RGB", size, palette.ground)
    for layer in figure_layers(drawing, *size):
        image.paste(layer.colour(palette), (layer.left, layer.top), layer.mask)
    return image


def in_braille(drawing):
    """The dots of a drawing on the screen, as a picture."""
    dots = Image.new("L", (2 * COLUMNS, 4 * ROWS))
    order = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)]
    for y, row in enumerate(picture(drawing, COLUMNS, ROWS)):
        for x, character in enumerate(row.text):
            bits = ord(character) - 0x2800 if character != " " else 0
            for bit, (dx, dy) in enumerate(order):
                if bits >> bit & 1:
                    dots.putpixel((2 * x + dx, 4 * y + dy), 255)
    return dots


def shades(image):
    """How much of each coarse cell is inked, from 0 to 255."""
    return list(image.resize(COARSE, Image.Resampling.BOX).tobytes())


def likeness(one, other):
    """The cosine of two pictures: 1 for equal ones."""
    product = sum(a * b for a, b in zip(one, other, strict=True))
    return product / (sum(a * a for a in one) * sum(b * b for b in other)) ** 0.5


def ink(image, palette=DARK):
    """Where a picture differs from its ground."""
    ground = Image.new("RGB", image.size, palette.ground)
    return ImageChops.difference(image, ground).convert("L").point(lambda v: 255 if v > 40 else 0)


@pytest.mark.parametrize("name", FIGURES)
def test_it_has_the_shape_of_the_one_in_braille(name):
    """Each shipped figure, in the same place and size."""
    drawing = drawing_of(name)
    assert likeness(shades(ink(drawn(drawing))), shades(in_braille(drawing))) > ALIKE


def test_another_figure_is_unlike_it():
    """The measure tells figures apart."""
    shown = shades(ink(drawn(drawing_of("steady-check"))))
    assert likeness(shown, shades(in_braille(drawing_of("toe-yoga")))) < 0.7


def test_poses_differ():
    """A figure that moves is seen to move."""
    first, last = (drawn(drawing_of("heel-raise-2up-1down", pose=pose)) for pose in (0, -1))
    assert ImageChops.difference(first, last).getbbox()


def test_the_left_side_is_the_mirror_image():
    """To within a pixel: an edge may lie between two."""
    right = ink(drawn(drawing_of("heel-raise-2up-1down", Side.RIGHT)))
    left = ink(drawn(drawing_of("heel-raise-2up-1down", Side.LEFT)))
    mirrored = left.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    assert likeness(shades(right), shades(mirrored)) > 0.99
    assert likeness(shades(right), shades(left)) < 0.95


def test_its_edges_are_smooth():
    """Between ink and ground there are shades, which a bitmap would not have."""
    colours = drawn(drawing_of("steady-check")).getcolors(1 << 16)
    assert len(colours) > 20


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_it_has_the_colours_of_the_palette(palette):
    """The body in ink, the other limb in the primary colour, the floor in the secondary one."""
    colours = {
        colour for _, colour in drawn(drawing_of("steady-check"), palette).getcolors(1 << 16)
    }
    named = {name: Image.new("RGB", (1, 1), hexa) for name, hexa in palette._asdict().items()}
    expected = {named[name].getpixel((0, 0)) for name in ("ground", "ink", "primary", "secondary")}
    assert expected <= colours


@pytest.mark.parametrize("size", [(40, 30), (1, 1), (7, 200), (300, 9)])
def test_any_size_is_drawn(size):
    """A tiny or a narrow area gives a picture of that size, and no error."""
    assert (
        drawn(
            drawing_of("towel-scrunch" if "towel-scrunch" in FIGURES else FIGURES[0]), size=size
        ).size
        == size
    )


@pytest.mark.parametrize("name", FIGURES[::3])
def test_it_stays_within_its_size(name):
    """No layer is drawn beside it."""
    for layer in figure_layers(drawing_of(name), 300, 350):
        assert min(layer.left, layer.top) >= 0
        assert layer.left + layer.mask.width <= 300
        assert layer.top + layer.mask.height <= 350
