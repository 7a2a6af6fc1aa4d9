"""What the list of sessions says of each, after its past."""

from dataclasses import replace

from follow_along.core.history.logged_run import SessionPast
from follow_along.core.rating import Rating
from follow_along.core.session_list import due_words, with_past
from tests.logged_runs import MORNING, a_past_run
from tests.ui.app_harness import SHORT, a_listed_session

PLANNED = replace(SHORT, per_week=3, days_apart=1)
ADVICE = "Stop if it hurts, and ask a clinician if it stays."


def test_after_pain_it_is_due_again_and_easier() -> None:
    """The session has the tag `next`, and the advice; nothing is locked."""
    listed = (
        a_listed_session("one", PLANNED),
        a_listed_session("two", replace(PLANNED, title="Week 2: Stand taller", week=2)),
    )
    runs = [a_past_run(session="one", rating=Rating(pain=pain)) for pain in (0, 2)]
    painless, hurt = (
        with_past(listed, {"one": SessionPast(3, run, run, (MORNING,) * 3)}, MORNING)
        for run in runs
    )
    assert [each.suggested for each in painless] == [False, True]
    assert [each.pain_words for each in painless] == ["", ""]
    assert [each.suggested for each in hurt] == [True, False]
    assert [each.pain_words for each in hurt] == [
        f"It hurt last time: this one again, easier. {ADVICE}",
        "",
    ]
    assert due_words(hurt[0]).startswith("Week 1 again, easier, 3 of 3 this week; next from")
    assert due_words(hurt[0], short=True) == "Week 1 again, easier; from Monday"


def test_pain_in_another_programme_is_said_there() -> None:
    """Of each programme that is due, the next session has the advice."""
    other = replace(PLANNED, programme="hops", title="Hops")
    listed = (a_listed_session("one", PLANNED), a_listed_session("hop", other))
    hurt = a_past_run(session="hop", programme="hops", rating=Rating(morning_pain=1))
    later = a_past_run(session="one", began=MORNING._replace(utc_ms=MORNING.utc_ms + 1))
    past = {
        "hop": SessionPast(1, hurt, hurt, (hurt.began,)),
        "one": SessionPast(1, later, later, (later.began,)),
    }
    words = {each.name: each.pain_words for each in with_past(listed, past, MORNING)}
    assert words == {"one": "", "hop": f"It hurt last time: this one again, easier. {ADVICE}"}
