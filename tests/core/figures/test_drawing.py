"""A figure in a pose, as shapes: whatever joints it has, and mirrored for the other side."""

import math
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from follow_along.core.enums import Side
from follow_along.core.figures.drawing import draw_figure
from follow_along.core.figures.figure import Figure
from follow_along.core.figures.joints import JOINTS, NEEDED, PROPS, Point
from follow_along.core.figures.shapes import Box, Drawing, FilledShape, Line, Ring, Shape, Weight
from tests.core.figures.figures_by_hand import FLAT, UP, a_figure

PLACE = st.tuples(*[st.floats(-50, 200)] * 2)
BODY = {
    "head": (50, 93),
    "shoulder": (50, 79),
    "hip": (50, 52),
    "knee": (50, 29),
    "ankle": (50, 6),
    "heel": (47, 0),
    "ball": (59, 0),
    "toe": (64, 0),
}


@st.composite
def any_figure(draw: st.DrawFn) -> Figure:
    """A figure of any camera, with any joints beyond the needed ones, anywhere; any props."""
    camera = draw(st.sampled_from(list(NEEDED)))
    joints = {*NEEDED[camera], *draw(st.sets(st.sampled_from(JOINTS)))}
    pose = st.fixed_dictionaries(dict.fromkeys(sorted(joints), PLACE))
    places = st.lists(st.one_of(PLACE, st.sampled_from(sorted(joints))), min_size=2, max_size=20)
    props = st.dictionaries(st.sampled_from(PROPS), places, max_size=3)
    some = st.dictionaries(st.sampled_from(JOINTS), PLACE, min_size=1)
    return a_figure(
        camera=camera,
        poses={"flat": draw(pose), "up": draw(pose)},
        props=draw(props),
        whole=draw(st.one_of(st.none(), st.fixed_dictionaries({"joints": some}))),
        eyes=draw(st.sampled_from(["open", "closed"])),
    )


def places(shape: Shape) -> Iterator[Point]:
    """Every place a shape goes through."""
    yield from [shape.middle] if isinstance(shape, Ring) else shape.points


def weights(shown: Drawing) -> set[Weight]:
    """The weights of all shapes."""
    return {shape.weight for shape in shown.shapes}


def of_kind(shown: Drawing, kind: type[Shape], weight: Weight) -> list[Shape]:
    """The shapes of one kind and weight."""
    return [shape for shape in shown.shapes if isinstance(shape, kind) and shape.weight is weight]


@given(any_figure(), st.sampled_from(Side))
def test_any_figure_can_be_drawn(figure: Figure, side: Side):
    """All points are finite, something is bold or thin, and the box has a height and a width."""
    shown = draw_figure(figure, figure.poses["up"], side)
    for shape in shown.shapes:
        assert all(math.isfinite(x) and math.isfinite(y) for x, y in places(shape))
    assert weights(shown) & {Weight.BOLD, Weight.THIN}
    assert shown.box.width > 0
    assert shown.box.height > 0
    assert shown == draw_figure(figure, figure.poses["up"], side)


@given(any_figure())
def test_the_left_side_is_the_right_one_in_the_mirror(figure: Figure):
    """Each shape is as far from the right edge as its twin from the left, at its height."""
    right, left = (
        draw_figure(figure, figure.poses["up"], side) for side in (Side.RIGHT, Side.LEFT)
    )
    assert right.box == left.box
    for one, other in zip(right.shapes, left.shapes, strict=True):
        assert type(one) is type(other)
        for (x, y), (x2, y2) in zip(places(one), places(other), strict=True):
            assert x - right.box.left == pytest.approx(right.box.right - x2)
            assert y == y2


def test_the_box_is_the_same_in_every_pose():
    """Only the moving limb is drawn elsewhere."""
    figure = a_figure()
    assert draw_figure(figure, FLAT, Side.RIGHT).box == draw_figure(figure, UP, Side.RIGHT).box


def test_the_box_holds_every_joint_but_those_cut_off():
    """A thigh that a close-up cuts off does not make the rest of the picture smaller."""
    cut = {pose: joints | {"thigh": [49, 190]} for pose, joints in (("flat", FLAT), ("up", UP))}
    box = draw_figure(a_figure(poses=cut), FLAT, Side.RIGHT).box
    assert box == draw_figure(a_figure(), FLAT, Side.RIGHT).box
    for x, y in (*FLAT.values(), *UP.values()):
        assert box.left < x < box.right
        assert box.bottom <= y < box.top


def test_the_limb_at_work_is_bold_and_the_other_thin():
    """A foot and a leg of each weight."""
    both = {
        pose: joints | {f"{joint}2": [x + 9, y] for joint, (x, y) in joints.items()}
        for pose, joints in (("flat", FLAT), ("up", UP))
    }
    figure = a_figure(poses=both)
    shown = draw_figure(figure, figure.poses["flat"], Side.RIGHT)
    assert len(of_kind(shown, FilledShape, Weight.BOLD)) == 2
    assert len(of_kind(shown, FilledShape, Weight.THIN)) == 2


def test_from_ahead_both_legs_are_bold_when_both_work():
    """Both feet are bold when both work; otherwise one is thin."""
    limbs = BODY | {"knee2": (40, 29), "ankle2": (40, 6)}
    figure = a_figure(camera="front", poses={"flat": limbs, "up": limbs | {"hip": (50, 54)}})
    assert Weight.THIN in weights(draw_figure(figure, figure.poses["up"], Side.RIGHT))
    assert Weight.THIN not in weights(draw_figure(figure, figure.poses["up"], Side.BOTH))


def test_closed_eyes_are_dashes_and_open_ones_dots():
    """From the front there are two."""
    for eyes, wide in (("open", False), ("closed", True)):
        figure = a_figure(camera="front", eyes=eyes, poses={"flat": BODY, "up": BODY})
        shown = draw_figure(figure, figure.poses["flat"], Side.RIGHT)
        drawn = [shape for shape in of_kind(shown, Line, Weight.BOLD) if shape.width == 0]
        assert [shape.points[0] != shape.points[1] for shape in drawn] == [wide, wide]


def test_a_band_goes_with_the_joints_it_is_tied_to():
    """A prop may name joints in place of points."""
    figure = a_figure(props={"band": ["heel", [0, 20]]})
    lines = [
        of_kind(draw_figure(figure, joints, Side.RIGHT), Line, Weight.SIGN)[0]
        for joints in figure.poses.values()
    ]
    assert [line.points[0] for line in lines] == [pose["heel"] for pose in figure.poses.values()]
    assert lines[0].points[1] == lines[-1].points[1] == (0, 20)


def test_an_arrow_has_its_head_at_its_last_place():
    """Two barbs begin there."""
    shown = draw_figure(a_figure(props={"arrow": [[0, 0], [0, 30]]}), FLAT, Side.RIGHT)
    shaft, *barbs = of_kind(shown, Line, Weight.SIGN)
    assert [barb.points[0] for barb in barbs] == [shaft.points[-1]] * 2
    assert all(barb.points[1][1] < 30 for barb in barbs)


@pytest.mark.parametrize("camera", ["lower-leg", "foot"])
def test_the_whole_body_stands_clear_of_the_close_up(camera: str):
    """Small and thin, inside the picture, beside the leg or above the toes."""
    plain = a_figure(camera=camera)
    figure = a_figure(camera=camera, whole={"joints": BODY})
    alone, shown = (draw_figure(each, FLAT, Side.RIGHT) for each in (plain, figure))
    added = [
        shape for shape in shown.shapes if shape not in alone.shapes and shape.weight is Weight.THIN
    ]
    assert any(isinstance(shape, Ring) for shape in added)
    box = shown.box._replace(right=shown.box.right + 1e-6)
    for x, y in (place for shape in added for place in places(shape)):
        assert box.left <= x <= box.right
        assert box.bottom <= y <= box.top
    _stands_clear(added, of_kind(alone, FilledShape, Weight.BOLD), alone.box)


def _stands_clear(small: list[Shape], large: list[Shape], box: Box) -> None:
    """No place of the small marks lies where the large ones are, within the close-up's box."""
    taken = [place for shape in large for place in places(shape) if place[1] <= box.top]
    for x, y in (place for shape in small for place in places(shape)):
        assert x < min(x for x, _ in taken) or all(y > top for at, top in taken if at >= x - 1)
