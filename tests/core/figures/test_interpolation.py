"""How a body goes from pose to pose: limbs turn and keep their lengths."""

import math

import pytest

from follow_along.adapters.paths import shipped
from follow_along.adapters.sessions.figure_file import read_figure
from follow_along.core.figures.figure import Figure
from follow_along.core.figures.interpolation import interpolate
from follow_along.core.figures.joints import JOINTS, Joints

SHIPPED = [read_figure(path) for path in sorted(shipped("figures").glob("*.yaml"))]
PARTS = [0.1, 0.3, 0.5, 0.9]


def length(joints: Joints, one: str, other: str) -> float:
    """The distance of two joints."""
    return math.dist(joints[one], joints[other])


@pytest.mark.parametrize("part", PARTS)
def test_a_leg_that_swings_stays_as_long_as_it_is(part: float) -> None:
    """The foot goes round the hip; straight from place to place the leg would shrink."""
    ahead = {"hip": (50.0, 50.0), "knee": (70.0, 36.0), "ankle": (88.0, 20.0)}
    behind = {"hip": (50.0, 50.0), "knee": (30.0, 36.0), "ankle": (12.0, 20.0)}
    swung = interpolate(ahead, behind, part)
    assert length(swung, "hip", "knee") == pytest.approx(length(ahead, "hip", "knee"))
    assert length(swung, "knee", "ankle") == pytest.approx(length(ahead, "knee", "ankle"))
    assert swung["ankle"][1] < 20


@pytest.mark.parametrize("part", PARTS)
def test_a_foot_turns_about_what_stays_on_the_floor(part: float) -> None:
    """The ball in a heel raise, the heel in a toe raise; nothing slides."""
    flat = {"heel": (0.0, 0.0), "ball": (20.0, 0.0), "toe": (28.0, 0.0), "ankle": (4.0, 10.0)}
    tipped = interpolate(flat, _turned(flat, "ball", -0.6), part)
    assert tipped["ball"] == flat["ball"]
    rocked = interpolate(flat, _turned(flat, "heel", 0.5), part)
    assert rocked["heel"] == flat["heel"]
    for other in ("ball", "ankle"):
        assert length(rocked, "heel", other) == pytest.approx(length(flat, "heel", other))


@pytest.mark.parametrize("part", PARTS)
def test_what_turns_right_round_is_seen_from_ahead(part: float) -> None:
    """A nose goes from one side to the other across the face, not over the top of the head."""
    left = {"head": (50.0, 90.0), "nose": (42.0, 90.0)}
    right = {"head": (50.0, 90.0), "nose": (58.0, 90.0)}
    assert interpolate(left, right, part)["nose"] == pytest.approx((42 + 16 * part, 90.0))


def test_a_jump_takes_the_whole_body_along() -> None:
    """Where everything moves alike, halfway is half the height for every joint."""
    down = {"head": (50.0, 90.0), "shoulder": (50.0, 78.0), "hip": (50.0, 50.0)}
    up = {joint: (x, y + 10) for joint, (x, y) in down.items()}
    for joint, (x, y) in interpolate(down, up, 0.5).items():
        assert (x, y) == pytest.approx((down[joint][0], down[joint][1] + 5))


def test_joints_that_no_bone_ties_go_their_own_way() -> None:
    """A hand without a shoulder, beside a foot: each as if it were alone."""
    before = {"heel": (0.0, 0.0), "hand": (50.0, 50.0)}
    after = {"heel": (0.0, 0.0), "hand": (60.0, 70.0)}
    assert interpolate(before, after, 0.5)["hand"] == pytest.approx((55.0, 60.0))


def test_the_ends_are_the_poses_themselves() -> None:
    """They are exact, and so are fractions outside 0 to 1."""
    before, after = {"heel": (0.1, 0.2)}, {"heel": (0.3, 0.4)}
    assert interpolate(before, after, 0.0) == interpolate(before, after, -1.0) == before
    assert interpolate(before, after, 1.0) == interpolate(before, after, 2.0) == after


def test_every_joint_is_tied_to_the_foot() -> None:
    """In a figure with every joint there is, the whole body turns about one pivot."""
    before = {joint: (float(n), n * n / 10) for n, joint in enumerate(JOINTS)}
    after = _turned(before, "ball", 0.5)
    halfway = _turned(before, "ball", 0.25)
    for joint, place in interpolate(before, after, 0.5).items():
        assert place == pytest.approx(halfway[joint])


@pytest.mark.parametrize("figure", SHIPPED, ids=lambda figure: figure.title)
def test_the_shipped_figures_keep_their_shins(figure: Figure) -> None:
    """On the way between any two poses a bone is never much shorter or longer than in both."""
    poses = list(figure.poses.values())
    for before in poses:
        for after in poses:
            for knee, ankle in (("knee", "ankle"), ("knee2", "ankle2")):
                if knee in before and ankle in before:
                    ends = sorted((length(before, knee, ankle), length(after, knee, ankle)))
                    halfway = length(interpolate(before, after, 0.5), knee, ankle)
                    assert ends[0] * 0.95 <= halfway <= ends[1] * 1.05


def _turned(joints: Joints, pivot: str, angle: float) -> Joints:
    about_x, about_y = joints[pivot]
    cos, sin = math.cos(angle), math.sin(angle)
    return {
        joint: (
            about_x + (x - about_x) * cos - (y - about_y) * sin,
            about_y + (x - about_x) * sin + (y - about_y) * cos,
        )
        for joint, (x, y) in joints.items()
    }
