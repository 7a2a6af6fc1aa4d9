"""The outlines of a foot and its leg: round, and without corners that stand out."""

import math
from itertools import pairwise

import pytest

from follow_along.core.enums import Side
from follow_along.core.figures.body import body_shapes
from follow_along.core.figures.joints import Point
from follow_along.core.figures.outline import foot, foot_from_front
from follow_along.core.figures.shapes import FilledShape, Line
from tests.core.figures.figures_by_hand import a_figure

MOST_TURN = 30
"""Degrees between two pieces of an outline; from about 40 on a video shows the corners."""


def turns(outline: list[Point]) -> list[float]:
    """The degrees by which each piece of a closed outline turns from the one before."""
    ahead = [*outline, *outline[:2]]
    angles = [math.atan2(y1 - y, x1 - x) for (x, y), (x1, y1) in pairwise(ahead)]
    return [abs(math.remainder(b - a, math.tau)) * 360 / math.tau for a, b in pairwise(angles)]


def test_a_foot_is_round() -> None:
    """From the side and from the front; where toes are bent up there is a fold."""
    joints = a_figure().poses["flat"]
    heel, ball, toe = (joints[name] for name in ("heel", "ball", "toe"))
    assert max(turns(foot(heel, ball, toe, joints["ankle"]))) < MOST_TURN
    assert max(turns(foot_from_front(heel, ball, toe))) < MOST_TURN


@pytest.mark.parametrize("pose", ["flat", "up"])
def test_the_end_of_a_shin_is_round(pose: str) -> None:
    """The ankle covers its corners, however the foot is turned."""
    figure = a_figure()
    joints = figure.poses[pose]
    _, shin, ankle = body_shapes(figure, joints, Side.RIGHT)
    assert isinstance(shin, FilledShape)
    assert isinstance(ankle, Line)
    assert set(ankle.points) == {joints["ankle"]}
    corners = [math.dist(shin.points[end], joints["ankle"]) for end in (0, -1)]
    assert corners == pytest.approx([ankle.width / 2] * 2)
