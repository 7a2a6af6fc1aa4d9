"""The words of the play screen for a moment of a run."""

import pytest

from follow_along.core.run.player import Action
from follow_along.core.view import view
from follow_along.ui.screens.play_content import play_content
from tests.builders import a_run, after, an_exercise


@pytest.mark.parametrize(
    ("moments", "heading"),
    [
        ((), "Get ready: Move 1"),
        ((4.0, 5.0), "Change sides: Move 1"),
        ((4.0, 5.0, 4.0, 5.0), "Rest, then Move 1"),
    ],
)
def test_a_lead_in_says_what_it_is_for(moments: tuple[float, ...], heading: str) -> None:
    """A rest is not from the exercise that it names."""
    run = a_run(an_exercise(sides="each", sets=2, work=5_000, rest=4_000), get_ready=4_000)
    player, now = after(run, Action.BIG_KEY, *moments, 1.0)
    assert play_content(view(player, now), player.timeline.session).heading == heading


@pytest.mark.parametrize(
    ("fields", "stop", "hint", "detail"),
    [
        ({}, (Action.BIG_KEY,), "count-in, then resume", "Left foot, 20 s to go"),
        (
            {"after_stop": "restart"},
            (Action.BIG_KEY,),
            "restart the block",
            "Left foot, from the beginning",
        ),
        (
            {"after_stop": "restart"},
            (Action.PAUSE,),
            "count-in, then resume",
            "Left foot, 20 s to go",
        ),
        (
            {"after_stop": "restart", "work": "open"},
            (Action.BIG_KEY,),
            "finish the hold",
            "Left foot",
        ),
    ],
)
def test_a_stop_says_what_the_big_key_does_next(
    fields: dict[str, str], stop: tuple[Action, ...], hint: str, detail: str
) -> None:
    """A block that restarts has all of its time to go."""
    run = a_run(an_exercise(sides="each", **fields), get_ready=4_000)
    player, now = after(run, Action.BIG_KEY, 4.0, 10.0, *stop)
    content = play_content(view(player, now), player.timeline.session)
    assert content.hints[0] == ("Space", hint)
    assert content.detail == detail
