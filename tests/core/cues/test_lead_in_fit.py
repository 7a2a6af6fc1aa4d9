"""Which phrases of a lead-in are too long, by the lengths of the phrases that are handed in."""

import pytest

from follow_along.core.cues.lead_in_fit import Shortened, shortened
from follow_along.core.sessions.session import Item, Rest, Rounds
from follow_along.core.sessions.timeline import build_timeline
from tests.builders import a_session, an_exercise

LONG = "Next: Stand.\n30 seconds each side.\nLeft foot first."
SHORT = "Next: Stand.\nLeft foot."
LENGTHS = {LONG: 4.0, SHORT: 2.0, "Left foot.": 0.8, "Look ahead.": 1.0}


def found(get_ready: int, setup: str = "") -> list[Shortened]:
    """What is shortened before an exercise after `get_ready` milliseconds."""
    exercise = an_exercise(name="Stand", sides="each", setup=setup, change=5_000)
    timeline = build_timeline(a_session(exercise, get_ready=get_ready))
    return list(shortened(timeline, lambda phrase: LENGTHS.get(phrase, 0.5)))


@pytest.mark.parametrize(
    ("get_ready", "room", "spoken", "more_s"),
    [
        (7_100, 3.9, SHORT, 1),
        (5_200, 2.0, SHORT, 2),
        (5_100, 1.9, "Left foot.", 3),
        (0, 0.0, "Left foot.", 8),
    ],
)
def test_the_form_that_fits_is_named(get_ready: int, room: float, spoken: str, more_s: int) -> None:
    """The side alone even where nothing fits: the announcement is never dropped."""
    assert found(get_ready) == [Shortened(LONG, 4.0, room, spoken, "get_ready", more_s)]
    assert found(get_ready + more_s * 1000) == []
    assert found(get_ready + (more_s - 1) * 1000) != []


@pytest.mark.parametrize(
    ("key", "moves"),
    [
        ("rest", [an_exercise(name="Stand", sides="left", sets=2, rest=4_000)]),
        ("change", [an_exercise(name="Stand", sides="each", change=3_000)]),
        ("rest", [Rest(rest=4_000, say=""), an_exercise(name="Stand", sides="both")]),
        ("every", [Rounds(rounds=2, every=32_000, exercises=(an_exercise(sides="left"),))]),
    ],
)
def test_the_key_that_gives_more_time_is_named(key: str, moves: list[Item]) -> None:
    """Of the key that the length comes from."""
    timeline = build_timeline(a_session(*moves, get_ready=60_000))
    assert {each.key for each in shortened(timeline, lambda _: 3.0)} == {key}


@pytest.mark.parametrize("get_ready", [7_200, 8_000, 15_000])
def test_what_fits_is_not_named(get_ready: int) -> None:
    """To the last moment before the ticks."""
    assert found(get_ready) == []


def test_a_setup_that_does_not_fit_is_named() -> None:
    """It waits for the announcement, and is left out."""
    assert found(9_000, "Look ahead.") == []
    assert found(8_900, "Look ahead.") == [Shortened("Look ahead.", 1.0, 0.9, "", "get_ready", 1)]


def test_nothing_is_measured_where_there_is_time_enough() -> None:
    """To measure a phrase it must be rendered."""
    timeline = build_timeline(a_session(an_exercise(setup="Look ahead."), get_ready=60_000))

    def never(phrase: str) -> float:
        raise AssertionError(phrase)

    assert list(shortened(timeline, never)) == []
