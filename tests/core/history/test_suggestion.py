"""What is suggested next, after any past."""

from typing import Any

from follow_along.core.enums import RunOutcome
from follow_along.core.history.logged_run import SessionPast
from follow_along.core.history.suggestion import ProgrammeSession, suggest
from follow_along.core.wall_time import WallTime
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
    )


def _suggested(past: dict[str, SessionPast], *sessions: Any) -> str | None:
    return suggest(sessions or WEEKS, past)


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
