"""What is suggested next, after any past."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from follow_along.core.enums import BlockOutcome, RunOutcome
from follow_along.core.history.logged_run import SessionPast
from follow_along.core.history.suggestion import (
    ProgrammeSession,
    Suggestion,
    suggest,
    suggest_in,
)
from follow_along.core.rating import Rating
from follow_along.core.sessions.weekly_plan import WeeklyPlan
from follow_along.core.wall_time import WallTime
from follow_along.core.weeks import monday
from tests.logged_runs import a_past_block, a_past_run

WEEKS = [ProgrammeSession(f"week-{week}", "foot-ankle", week) for week in (1, 2, 3)]
OTHER = [ProgrammeSession("hop-1", "hops", 1), ProgrammeSession("hop-2", "hops", 2)]
LOOSE = ProgrammeSession("warm-up", "", None)


def _on(day: int) -> WallTime:
    return WallTime(day * 86_400_000, 0)


def _done(day: int, wobbles: int = 0) -> SessionPast:
    run = a_past_run(a_past_block(0, wobbles), began=_on(day))
    return SessionPast(times_done=1, last_run=run, last_done=run)


def _left(day: int, done: SessionPast | None = None) -> SessionPast:
    run = a_past_run(began=_on(day), outcome=RunOutcome.LEFT)
    return SessionPast(
        times_done=done.times_done if done else 0,
        last_run=run,
        last_done=done.last_done if done else None,
        last_told=done.last_told if done else None,
    )


def _suggested(past: dict[str, SessionPast], *sessions: Any) -> str | None:
    suggestion = suggest(sessions or WEEKS, past, date(1970, 3, 1))
    return suggestion and suggestion.name


def test_before_any_run_the_first_week_is_suggested() -> None:
    """Of the first programme there is, whatever the order of its weeks."""
    assert _suggested({}) == "week-1"
    assert _suggested({}, LOOSE, *reversed(WEEKS), *OTHER) == "week-1"


def test_a_session_without_a_programme_is_never_suggested() -> None:
    """Not even when it is the only one, or was done last."""
    assert _suggested({}, LOOSE) is None
    assert _suggested({"warm-up": _done(9), "week-1": _done(1)}, LOOSE, *WEEKS) == "week-2"


def test_a_steady_run_leads_to_the_following_week() -> None:
    """Ready: the next one."""
    assert _suggested({"week-1": _done(1)}) == "week-2"


def test_an_unsteady_run_leads_to_one_more_go() -> None:
    """Three stops in 30 s: the same session again."""
    assert _suggested({"week-1": _done(1), "week-2": _done(3, wobbles=3)}) == "week-2"


def test_after_the_last_week_comes_the_last_week() -> None:
    """There is nothing beyond it."""
    assert _suggested({"week-3": _done(1)}) == "week-3"


def test_what_was_finished_last_decides_not_what_is_furthest() -> None:
    """After going back to week 1, week 1 decides."""
    assert _suggested({"week-3": _done(1), "week-1": _done(5)}) == "week-2"


def test_an_unfinished_run_changes_nothing() -> None:
    """Week 3 begun and left: week 2 was finished last, and was ready."""
    assert _suggested({"week-2": _done(1), "week-3": _left(4)}) == "week-3"
    assert _suggested({"week-2": _left(4, _done(1, wobbles=5))}) == "week-2"


def test_with_nothing_finished_the_first_week_is_suggested() -> None:
    """A run left in week 2 does not count."""
    assert _suggested({"week-2": _left(4)}) == "week-1"


def test_the_programme_is_that_of_the_latest_run() -> None:
    """Finished or not."""
    past = {"week-1": _done(1), "hop-1": _done(5)}
    assert _suggested(past, *WEEKS, *OTHER) == "hop-2"
    assert _suggested(past | {"week-2": _left(7)}, *WEEKS, *OTHER) == "week-2"


def test_runs_of_sessions_that_are_gone_are_passed_over() -> None:
    """A deleted session is not suggested and does not decide the programme."""
    assert _suggested({"gone": _done(9), "hop-1": _done(2)}, *WEEKS, *OTHER) == "hop-2"


PLANNED = [
    ProgrammeSession(f"week-{week}", "foot-ankle", week, WeeklyPlan(3, 1)) for week in (1, 2)
]
WEEK = 2400
"""A week of the calendar, from Monday, 30 December 2015."""


def _day(number: int) -> date:
    """The day of a number, from the Monday of `WEEK`, which is 0."""
    return date.fromordinal(monday(WEEK).toordinal() + number)


def _began(number: int) -> WallTime:
    return WallTime((_day(number) - date(1970, 1, 1)).days * 86_400_000, 0)


def _planned(*days: int, wobbles: int = 0, today: int | None = None) -> Suggestion:
    """What is suggested after runs of week 1 on these days; on the day of the last, or `today`."""
    run = a_past_run(a_past_block(0, wobbles), began=_began(days[-1]))
    past = SessionPast(len(days), run, run, tuple(map(_began, days)))
    return suggest_in(PLANNED, {"week-1": past}, _day(days[-1] if today is None else today))


@pytest.mark.parametrize(
    ("days", "today", "enough"),
    [
        pytest.param((0,), 0, False, id="one of three"),
        pytest.param((0, 2), 2, False, id="two of three, and the week goes on"),
        pytest.param((0, 2), 6, False, id="two of three, on the Sunday of that week"),
        pytest.param((0, 2), 7, True, id="two in a week that is over"),
        pytest.param((0, 2, 4), 4, True, id="three of three"),
        pytest.param((6,), 7, False, id="begun on a Sunday: one in a week that is over"),
        pytest.param((6, 8), 20, False, id="begun on a Sunday: one in each of two weeks"),
        pytest.param((6, 8, 10), 10, True, id="begun on a Sunday: three in all"),
        pytest.param((0, 7, 14), 14, True, id="once a week, three times"),
        pytest.param((0, 28), 40, False, id="the programme begun again, four weeks later"),
        pytest.param((0, 2, 4, 28), 28, False, id="begun again after a whole week of it"),
        pytest.param((0, 2), 300, True, id="a long break changes nothing"),
    ],
)
def test_the_next_week_waits_for_the_number_of_runs(
    days: tuple[int, ...], today: int, enough: bool
) -> None:
    """As many runs as planned; two are enough once their week is over."""
    found = _planned(*days, today=today)
    assert found.name == ("week-2" if enough else "week-1")
    assert found.lacks_runs is not enough
    assert not found.lacks_steadiness


def test_the_next_week_waits_for_steadiness_as_well() -> None:
    """What is missing is said: one of the two, or both."""
    assert _planned(0, wobbles=3) == Suggestion("week-1", 1, True, True)
    assert _planned(0, 2, 4, wobbles=3) == Suggestion("week-1", 3, False, True)
    assert _planned(0, 2) == Suggestion("week-1", 2, True, False)


def test_after_one_run_with_a_block_skipped_week_2_is_not_suggested() -> None:
    """One run is not enough, and a skipped balance block is none that was steady."""
    skipped = a_past_block(1, outcome=BlockOutcome.SKIPPED)
    run = a_past_run(a_past_block(0), skipped, began=_began(0))
    past = {"week-1": SessionPast(1, run, run, (_began(0),))}
    assert suggest_in(PLANNED, past, _day(0)) == Suggestion("week-1", 1, True, True)


def test_a_programme_is_complete_when_its_last_week_lacks_nothing() -> None:
    """The last week stays the one that is suggested."""
    run = a_past_run(began=_began(4))
    past = {"week-2": SessionPast(3, run, run, tuple(map(_began, (0, 2, 4))))}
    assert suggest_in(PLANNED, past, _day(4)) == Suggestion("week-2", 3, is_complete=True)


@given(st.sets(st.integers(0, 90), min_size=1, max_size=12), st.integers(0, 60))
def test_time_alone_takes_no_week_back(days: set[int], later: int) -> None:
    """What is suggested on the day of the last run is suggested, or the week after it, later."""
    done = sorted(days)
    assert _planned(*done).name <= _planned(*done, today=done[-1] + later).name


@given(st.sets(st.integers(0, 27), min_size=1, max_size=12))
def test_three_runs_within_four_weeks_are_enough(days: set[int]) -> None:
    """However they lie; and one run never is."""
    lacks = _planned(*sorted(days)).lacks_runs
    assert not lacks if len(days) >= 3 else lacks or len(days) == 2


def _rated(past: SessionPast, rating: Rating | None) -> SessionPast:
    """The same past, with another rating of its last run."""
    run = replace(past.last_run, rating=rating)
    told = rating is not None and rating.worst_pain is not None
    return past._replace(
        last_run=run,
        last_done=run if run.outcome is RunOutcome.DONE else past.last_done,
        last_told=run if told else past.last_told,
    )


@pytest.mark.parametrize(
    ("rating", "hurt"),
    [
        pytest.param(Rating(pain=1), True, id="a little pain"),
        pytest.param(Rating(pain=0, morning_pain=2), True, id="on the morning after"),
        pytest.param(Rating(pain=3, morning_pain=0), True, id="gone on the morning after"),
        pytest.param(Rating(pain=0), False, id="no pain"),
        pytest.param(Rating(pain=0, morning_pain=0), False, id="none on either day"),
        pytest.param(Rating(felt_steady=5, effort=10), False, id="not said"),
        pytest.param(None, False, id="no rating"),
    ],
)
def test_after_pain_the_same_session_comes_again(rating: Rating | None, hurt: bool) -> None:
    """However steady it was, and however often it was done; without pain the next week follows."""
    found = suggest(WEEKS, {"week-1": _rated(_done(1), rating)}, date(1970, 3, 1))
    assert found == (Suggestion("week-1", hurt=True) if hurt else Suggestion("week-2"))


def test_pain_in_the_last_week_does_not_end_the_programme() -> None:
    """It is not complete."""
    found = suggest(WEEKS, {"week-3": _rated(_done(1), Rating(pain=2))}, date(1970, 3, 1))
    assert found == Suggestion("week-3", hurt=True)


def test_a_run_that_was_left_with_pain_comes_again() -> None:
    """Also if it was never finished, or another session was finished before."""
    hurt = _rated(_left(4), Rating(pain=4))
    for past in ({"week-2": hurt}, {"week-2": hurt, "week-1": _done(1)}):
        found = suggest(WEEKS, past, date(1970, 3, 1))
        assert found is not None
        assert (found.name, found.hurt) == ("week-2", True)


def test_a_run_that_was_left_without_a_word_does_not_hide_the_pain_before() -> None:
    """Neither of a run that was left nor of one that was finished."""
    for hurt in (_rated(_left(4), Rating(pain=8)), _rated(_done(4), Rating(pain=8))):
        found = suggest(WEEKS, {"week-1": _done(1), "week-2": _left(5, hurt)}, date(1970, 3, 1))
        assert found is not None
        assert (found.name, found.hurt) == ("week-2", True)


def test_only_the_last_run_of_the_programme_tells_of_pain() -> None:
    """A later one that was finished takes its place; one that was left does if it has an answer."""
    hurt = _rated(_done(1), Rating(pain=4))
    painless = _rated(_left(4, hurt), Rating(pain=0))
    assert _suggested({"week-1": hurt, "week-2": _done(4)}) == "week-3"
    assert _suggested({"week-1": _left(4, hurt)}) == "week-1"
    assert _suggested({"week-1": hurt, "week-2": _left(4)}) == "week-1"
    assert _suggested({"week-1": painless}) == "week-2"


def test_pain_is_said_beside_what_is_missing() -> None:
    """One run of three, not steady, and with pain."""
    run = a_past_run(a_past_block(0, 3), began=_began(0), rating=Rating(pain=1))
    past = {"week-1": SessionPast(1, run, run, (_began(0),))}
    assert suggest_in(PLANNED, past, _day(0)) == Suggestion("week-1", 1, True, True, hurt=True)
