"""The model of a figure: what a file may say, and what it means."""

import pytest

from follow_along.core.enums import Side
from follow_along.core.figures.joints import JOINTS
from follow_along.core.sessions.tempo_step import TempoStep
from tests.core.figures.figures_by_hand import a_figure


def test_what_a_file_says_is_kept() -> None:
    """Points are pairs of numbers, a route is a list of poses, and optional keys are empty."""
    figure = a_figure()
    assert figure.poses["up"]["heel"] == (49.4, 10.6)
    assert figure.moves == ({"up": ("up",), "down": ("flat",)},)
    assert figure.tempo[0] == TempoStep(word="up", ms=2000)
    assert (figure.eyes, figure.held, figure.props, figure.whole) == ("open", "", {}, None)


def test_a_word_leads_through_poses() -> None:
    """A word may name one pose or several; a word that is not named leads nowhere."""
    figure = a_figure(moves={"up": ["half", "up"], "down": "flat"})
    assert figure.route("up", 0) == ("half", "up")
    assert figure.route("hold", 0) == ()


def test_repetitions_take_turns() -> None:
    """A list of moves has one for each repetition, and begins again after the last."""
    figure = a_figure(moves=[{"up": "half"}, {"up": "up"}], tempo=["up 2s"])
    assert [figure.route("up", n) for n in range(4)] == [("half",), ("up",), ("half",), ("up",)]


@pytest.mark.parametrize(
    ("words", "keeps"),
    [
        (["up 1s", "down 1s"], True),
        (["up 1s", "hold 1s", "down 1s", "rest 1s"], True),
        (["up 1s", "lower 1s"], False),
        (["Up 1s", "Down 1s"], False),
        ([], False),
    ],
)
def test_a_tempo_is_followed_if_it_leads_away_and_back(words: list[str], keeps: bool) -> None:
    """With words that lead to a single pose it would move only once."""
    phases = [TempoStep(word=word.split()[0], ms=1000) for word in words]
    assert a_figure().follows(phases) is keeps


def test_poses_change_places_where_the_left_side_works() -> None:
    """The picture is mirrored then, and who looks left must go on doing so."""
    figure = a_figure(moves={"up": "up", "down": ["half", "flat"]}, on_left={"up": "half"})
    assert figure.for_side(Side.RIGHT) is figure
    assert figure.for_side(Side.BOTH) is figure
    assert figure.for_side(Side.LEFT).moves == ({"up": ("half",), "down": ("half", "flat")},)
    turned = a_figure(start="flat", held="up", on_left={"flat": "up", "up": "flat"})
    assert (turned.for_side(Side.LEFT).start, turned.for_side(Side.LEFT).held) == ("up", "flat")


def test_no_joint_is_named_twice() -> None:
    """The list of joints has no duplicates."""
    assert len(set(JOINTS)) == len(JOINTS)
