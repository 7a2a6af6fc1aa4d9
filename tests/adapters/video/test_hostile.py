"""Whatever a session says is drawn as visible text within its area."""

import pytest

from follow_along.adapters.picture.text import set_text
from follow_along.adapters.video.layout import layout
from follow_along.adapters.video.movie import open_movie
from follow_along.adapters.video.painter import Painter
from follow_along.adapters.video.shots import shot_at
from follow_along.core.palette import PALETTES
from follow_along.core.run.player import Action, new_player
from follow_along.core.run.rules import act, advance
from follow_along.core.sessions.timeline import build_timeline
from follow_along.core.text import one_line
from tests.adapters.video.films import subtitles_of
from tests.builders import a_session, an_exercise
from tests.hostile_text import HOSTILE_TEXTS

SIZES = ((480, 270), (270, 480), (160, 160))
ENDLESS = "W" * 100


def painted(text, size, at):
    """The picture of a session whose every text is this one, at a moment."""
    exercise = an_exercise(name=text, setup=text, cues=(text,), work=20_000)
    timeline = build_timeline(a_session(exercise, title=text, safety=text, kit=(text,)))
    begun = act(new_player(timeline), Action.BIG_KEY, 0.0).player
    shot = shot_at(advance(begun, at).player, None, round(at * 1000))
    return Painter(*size, PALETTES["dark"], timeline).paint(shot).to_image()


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("at", [1.0, 8.0, 16.0], ids=["title", "lead-in", "work"])
def test_hostile_texts_are_painted(size, at):
    """Each makes a picture of its own, with a margin that stays empty."""
    pictures = set()
    for text in (*HOSTILE_TEXTS, ENDLESS):
        image = painted(one_line(text), size, at)
        pictures.add(image.tobytes())
        right = image.crop((size[0] - size[0] // 100, 0, size[0], size[1] * 9 // 10))
        assert len(right.getcolors()) == 1, text
    assert len(pictures) == len(HOSTILE_TEXTS) + 1


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (1080, 1080)], ids=str)
def test_what_is_read_from_three_metres_is_large(size):
    """Of 1080 pixels, letters of a cue take 52 and more, the next exercise 29, digits 216."""
    at = layout(*size, figured=True)
    unit = min(size) / 100
    digits = set_text("42", at.digits.width, at.digits.height, at.styles.huge)
    assert digits.size >= 20 * unit
    side = set_text("RIGHT FOOT", at.side.width, at.side.height, at.styles.large)
    assert side.size >= 5.5 * unit
    for text, area, style, least in (
        ("Slow heel raise off a step", at.exercise, at.styles.name, 4.8),
        ("Press big toe, little toe and heel down", at.instruction, at.styles.plain, 4.8),
        ("Next: Heel raise, two feet, both feet", at.footer, at.styles.small, 2.7),
    ):
        as_set = set_text(text, area.width, area.height, style)
        assert as_set.complete, text
        assert as_set.size >= least * unit, text


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (640, 480)], ids=str)
def test_round_and_set_are_not_cut(size):
    """Where the run is, and the longest name of a side beside digits."""
    at = layout(*size, figured=True)
    for text, area, style in (
        ("Exercise 12 of 20 · round 10 of 12 · set 2 of 3", at.position, at.styles.place),
        ("LEFT HAND ON THE WALL", at.side, at.styles.large),
    ):
        assert set_text(text, area.width, area.height, style).complete, text


def test_the_longest_setup_is_not_cut():
    """A session file may have 500 letters of it."""
    text = ("Wall in arm's reach, hands on your hips, and your eyes on a point far away. " * 9)[
        :500
    ]
    at = layout(1920, 1080, figured=True)
    as_set = set_text(text.strip(), at.instruction.width, at.instruction.height, at.styles.plain)
    assert as_set.complete
    assert as_set.size >= 30


@pytest.mark.parametrize("text", [*HOSTILE_TEXTS, "{\\an8\\fs99}BIG <b>x</b>", "é" * 300])
def test_subtitles_are_plain_text(tmp_path, text):
    """No command of a subtitle format in a text is taken for one."""
    path, shown = tmp_path / "film.mp4", one_line(text)
    painter = Painter(160, 160, PALETTES["dark"], build_timeline(a_session(an_exercise())))
    with open_movie(path, painter.size, title=shown, language="en", chapters=[]) as movie:
        begun = act(
            new_player(build_timeline(a_session(an_exercise()))), Action.BIG_KEY, 0.0
        ).player
        movie.show(painter.paint(shot_at(begun, None, 0)), 0)
        movie.say(shown, 100, 900)
        movie.hold(1000)
    assert list(subtitles_of(path)) == [(pytest.approx(0.1), pytest.approx(0.9), shown)]
