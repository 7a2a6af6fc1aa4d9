"""The picture of a shot depends on the shot alone, and its figure hides no words."""

import pytest
from PIL import ImageChops

from follow_along.adapters.paths import shipped
from follow_along.adapters.picture.figure import figure_layers
from follow_along.adapters.sessions.session_file import read_figures, read_session
from follow_along.adapters.video.layout import layout
from follow_along.adapters.video.painter import Painter
from follow_along.adapters.video.shots import Shot, shots
from follow_along.core.palette import PALETTES
from follow_along.core.run.player import Action, new_player
from follow_along.core.run.rules import act
from follow_along.core.sessions.timeline import Timeline, build_timeline

SIZES = ((320, 180), (270, 480))

SESSION = """\
title: Hanging letters
get_ready: 2s
exercises:
  - name: Steady check
    sides: each
    work: 4s
    change: 2s
    setup: jogging, gently
    use: steady-check
  - {name: Jiggling, sides: both, work: 2s, tempo: [jiggy 1s, gap 1s], figure: heel-raise-double}
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> tuple[Timeline, list[Shot]]:
    """A session whose letters hang low, and its shots."""
    path = tmp_path_factory.mktemp("sessions") / "low.yaml"
    path.write_text(SESSION)
    session = read_session(path, shipped("figures"))
    timeline = build_timeline(session)
    begun = act(new_player(timeline), Action.BIG_KEY, 0.0).player
    return timeline, list(shots(begun, read_figures(session, path, shipped("figures"))))


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_what_was_painted_before_does_not_matter(made, size, palette):
    """A picture after all others is the one that a painter makes that has painted nothing."""
    timeline, every = made
    shots_in_a_row = every[::3]
    painter = Painter(*size, palette, timeline)
    pictures = [painter.paint(shot).to_image().tobytes() for shot in shots_in_a_row]
    for shot, picture in list(zip(shots_in_a_row, pictures, strict=True))[::7]:
        assert Painter(*size, palette, timeline).paint(shot).to_image().tobytes() == picture


def test_letters_that_hang_into_the_place_of_the_figure_are_whole(made):
    """In an upright picture those of the tempo do. The figure covers what it draws on alone."""
    timeline, every = made
    size = 270, 480
    painter = Painter(*size, PALETTES["dark"], timeline)
    area = layout(*size, figured=True).figure
    shot = next(each for each in every if getattr(each.words, "detail", "") == "look right")
    words = painter.paint(shot._replace(drawing=shot.drawing._replace(shapes=()))).to_image()
    assert len(words.crop(area.box).getcolors()) > 1
    differ = ImageChops.difference(words, painter.paint(shot).to_image())
    for layer in figure_layers(shot.drawing, area.width, area.height):
        left, top = area.left + layer.left, area.top + layer.top
        # Colours have half the pixels each way.
        differ.paste(0, (left - 2, top - 2, left + layer.mask.width, top + layer.mask.height))
    assert differ.getbbox() is None
