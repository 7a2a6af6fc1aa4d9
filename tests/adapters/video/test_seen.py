"""What is seen in a film is what the painter draws of the run at that moment."""

from itertools import pairwise

import pytest

from tests.adapters.video.films import Film, difference

pytestmark = pytest.mark.xdist_group("film")

NEAR = 3.0
"""The mean difference, of 255, that the compression may make."""
APART = 6.0
"""What another moment differs by, at least."""

MOMENTS = {
    "title": 0.5,
    "get ready": 3.0,
    "figure moving": 4.52,
    "working": 6.2,
    "change of sides": 10.5,
    "right side": 14.4,
    "reps": 24.0,
    "done": 27.5,
}


@pytest.mark.parametrize("at", MOMENTS.values(), ids=MOMENTS)
def test_the_picture_of_a_moment_is_the_one_drawn_for_it(film: Film, at):
    """And it is unlike that of every other moment."""
    shown = film.shown(at)
    assert shown.size == film.size
    assert difference(shown, film.drawn(at)) < NEAR
    others = [film.drawn(other) for other in MOMENTS.values() if other != at]
    assert min(difference(shown, other) for other in others) > difference(shown, film.drawn(at))


def test_a_moving_figure_has_25_pictures_a_second(film: Film):
    """And a title has one."""
    moments = [moment for moment, _ in film.decoded()]
    moving = [after - before for before, after in pairwise(moments) if 4.0 <= before < 4.9]
    assert len(moving) >= 20
    assert max(moving) == pytest.approx(0.04, abs=0.002)
    assert [moment for moment in moments if moment < 1.9] == [0.0]


def test_each_new_second_is_shown_at_its_millisecond(film: Film):
    """The digits change with the second, in the interval before the work and in the work."""
    moments = [moment for moment, _ in film.decoded()]
    for second in range(4, 26):
        assert min(abs(moment - second) for moment in moments) <= 0.001, second
