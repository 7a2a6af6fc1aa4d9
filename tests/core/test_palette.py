"""The colours of pictures are those of the screen, and can be told apart."""

from itertools import product

import pytest
from textual.color import Color

from follow_along.core.palette import PALETTES
from follow_along.ui.themes import DARK, LIGHT
from tests.ui.contrast import contrast

MIN_CONTRAST = 7.0
TEXTS = ("ink", "muted", "primary", "secondary", "accent")
GROUNDS = ("ground", "panel")


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_the_colours_are_those_of_the_screen(theme):
    """A picture looks like the program."""
    palette = PALETTES["dark" if theme.dark else "light"]
    assert palette._asdict() == {
        "ground": theme.background,
        "ink": theme.foreground,
        "muted": theme.variables["text-muted"],
        "primary": theme.primary,
        "secondary": theme.secondary,
        "accent": theme.accent,
        "panel": theme.panel,
    }


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_every_text_has_contrast(palette):
    """At least 7 to 1 (WCAG 2) on both grounds."""
    for ink, ground in product(TEXTS, GROUNDS):
        colours = (Color.parse(getattr(palette, name)) for name in (ink, ground))
        assert contrast(*colours) >= MIN_CONTRAST, (ink, ground)
