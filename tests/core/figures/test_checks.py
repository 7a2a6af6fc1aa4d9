"""What is said of a figure that is wrong: every mistake at once, a sentence each."""

from typing import Any

import pytest

from tests.core.figures.figures_by_hand import FLAT, HALF, UP, mistakes


@pytest.mark.parametrize(
    ("keys", "way", "sentence"),
    [
        (
            {"camera": "leg"},
            "camera",
            "camera: expected `side`, `front`, `lower-leg`, `foot` or `toes`, found `leg`",
        ),
        (
            {"camera": "lower leg"},
            "camera",
            "camera: expected `side`, `front`, `lower-leg`, `foot` or `toes`, found `lower leg`; "
            "did you mean `lower-leg`?",
        ),
        ({"eyes": "shut"}, "eyes", "eyes: expected `open` or `closed`, found `shut`"),
        (
            {"start": "flta"},
            "start",
            "start: there is no pose `flta`; did you mean `flat`?",
        ),
        (
            {"held": "zzz"},
            "held",
            "held: there is no pose `zzz`; there are `flat`, `half` or `up`",
        ),
        (
            {"says": {"upp": "1 foot"}},
            "says.upp",
            "says: there is no pose `upp`; did you mean `up`?",
        ),
        (
            {"moves": [{"up": "up", "down": ["half", "flt"]}]},
            "moves.0.down.1",
            "moves: there is no pose `flt`; did you mean `flat`?",
        ),
        (
            {"on_left": {"up": "haf"}},
            "on_left.up",
            "on_left: there is no pose `haf`; did you mean `half`?",
        ),
        (
            {"moves": "up"},
            "moves.0",
            "moves: expected lines such as `up: heels up`, found `up`",
        ),
        (
            {"tempo": ["up 2s", "hold 1s"]},
            "tempo",
            "tempo: its words must lead to two poses or more by `moves`, which knows `up` or "
            "`down`",
        ),
        ({"tempo": []}, "tempo", "tempo: expected a list of 1 to 20 things, found 0"),
        (
            {"poses": {"flat": FLAT}},
            "poses",
            "poses: expected 2 to 20 lines such as `flat: {ball: [57, 0]}`, found 1",
        ),
        (
            {"poses": {"flat": FLAT, "up": UP, **{f"pose {n}": UP for n in range(19)}}},
            "poses",
            "poses: expected 2 to 20 lines such as `flat: {ball: [57, 0]}`, found 21",
        ),
        (
            {"poses": [FLAT, UP]},
            "poses",
            "poses: expected lines such as `flat: {ball: [57, 0]}`, found a list",
        ),
        (
            {"poses": {"flat": FLAT, "x" * 41: UP}, "moves": {"up": "flat"}},
            "poses",
            "poses: expected at most 40 characters, found 41",
        ),
        (
            {"props": {"wal": [[1, 2], [3, 4]]}},
            "props.wal",
            "props: `wal` is no prop; did you mean `wall`?",
        ),
        (
            {"props": {"band": ["ball", "toe2"]}},
            "props.band.1",
            "props: the figure has no joint `toe2` that the prop could end at",
        ),
        (
            {"props": {"band": ["ball", "too"]}},
            "props.band.1",
            "props: expected a place such as `[57, 0]` or a joint, found `too`; "
            "did you mean `toe`?",
        ),
        (
            {"props": {"wall": [[1, 2]]}},
            "props.wall",
            "props: expected a list of 2 to 20 things, found 1",
        ),
        (
            {"whole": {"joints": {"hed": [1, 2]}}},
            "whole.joints.hed",
            "joints: `hed` is no joint; did you mean `head`?",
        ),
        ({"posse": {}}, "posse", "`posse` is no key of a figure; did you mean `poses`?"),
        ({"title": None}, "title", "a figure needs `title`"),
    ],
)
def test_a_mistake_is_one_sentence(keys: dict[str, Any], way: str, sentence: str) -> None:
    """It says what was expected, what was found, and the closest match."""
    assert (way, sentence) in mistakes(**keys)
    assert len(sentence) < 300


@pytest.mark.parametrize(
    "number", ["x", "", None, True, float("nan"), ".nan", ".inf", "1e3", -50.1, 200.5, "9" * 99, []]
)
def test_a_coordinate_is_a_number_within_the_picture(number: Any) -> None:
    """Anything else is refused, and the message has the limits."""
    [(way, sentence)] = mistakes(
        poses={"flat": FLAT | {"toe": [number, 0]}, "up": UP, "half": HALF}
    )
    assert way == "poses.flat.toe"
    assert sentence.startswith("poses: expected a number from -50 to 200, found ")


@pytest.mark.parametrize("place", [[], [1], [1, 2, 3], "1 2", {"x": 1, "y": 2}, None])
def test_a_place_is_a_pair(place: Any) -> None:
    """A point has exactly two numbers."""
    [(way, sentence)] = mistakes(poses={"flat": FLAT | {"toe": place}, "up": UP, "half": HALF})
    assert way == "poses.flat.toe"
    assert sentence.startswith("poses: expected a place such as `[57, 0]`, found ")


def test_every_pose_names_the_same_joints() -> None:
    """Missing and extra joints of each pose are reported, compared with the first."""
    odd = {joint: place for joint, place in UP.items() if joint not in ("toe", "knee")}
    assert mistakes(poses={"flat": FLAT, "half": HALF, "up": odd | {"hip": [1, 2]}}) == [
        ("poses.up.hip", "poses: `up` has the joint `hip`, which `flat` has not"),
        ("poses.up", "poses: `up` lacks `toe` and `knee`, which `flat` has"),
    ]


def test_a_misspelt_joint_is_not_missed_as_well() -> None:
    """A misspelling is one mistake, in the first pose and in others."""
    slip = {("hel" if joint == "heel" else joint): place for joint, place in FLAT.items()}
    for poses in ({"flat": slip, "half": HALF, "up": UP}, {"up": UP, "half": HALF, "flat": slip}):
        assert mistakes(poses=poses) == [
            ("poses.flat.hel", "poses: `hel` is no joint; did you mean `heel`?")
        ]


def test_a_camera_needs_what_it_looks_at() -> None:
    """A figure from the side without a hip could not be recognised."""
    assert (
        "poses.flat",
        "poses: the camera `side` needs the joint `hip`, not in `flat`",
    ) in mistakes(camera="side")


def test_every_mistake_is_told_at_once() -> None:
    """No mistake hides another."""
    told = mistakes(
        camera="x",
        start="nowhere",
        poses={"flat": FLAT | {"toe": [1]}, "half": HALF, "up": UP | {"toes": [1, 2]}},
        moves={"up": "upp", "down": {}},
        tempo=["up"],
    )
    assert [way for way, _ in told] == [
        "camera",
        "poses.flat.toe",
        "moves.0.down.0",
        "tempo.0",
        "poses.up.toes",
        "start",
        "moves.0.up",
    ]


def test_long_lists_of_what_there_is_are_cut_short() -> None:
    """A message stays one sentence, however many poses there are."""
    poses = {f"{n} {'x' * 36}": FLAT for n in range(20)}
    [sentence] = {
        sentence for way, sentence in mistakes(poses=poses, start="?", moves=None) if way == "start"
    }
    assert sentence.endswith(" and others")
    assert len(sentence) < 300
