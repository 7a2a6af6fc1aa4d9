"""What the log has of a week is that of its runs, whatever was excluded or dated in the future."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given
from hypothesis import strategies as st

from follow_along.adapters.log.exclusions import LogHistory, set_excluded
from follow_along.adapters.log.ratings import add_answers
from follow_along.adapters.log.reader import LogReader
from follow_along.adapters.log.timestamps import utc_text
from follow_along.core.enums import RunOutcome
from follow_along.core.history.logged_run import LoggedRun
from follow_along.core.history.totals import ExerciseTotals, Totals, sum_totals
from follow_along.core.rating import Answer, Question
from follow_along.core.wall_time import DAY_MS, WallTime
from follow_along.core.weeks import week_of
from tests.adapters.log.log_events import a_header, a_log, answers
from tests.adapters.log.test_stored_week_totals import change, store
from tests.adapters.log.totals_by_hand import run_totals_by_hand
from tests.fakes import FakeClock

SUNDAY_NIGHT_MS = 1_774_821_600_000
"""Sunday, 29 March 2026, 22:00 in UTC: midnight in Berlin, where the clocks went forward."""

HOUR_MS = 3_600_000

MOMENTS = st.builds(
    WallTime,
    st.one_of(
        st.integers(-30 * DAY_MS, 30 * DAY_MS),
        st.sampled_from([-DAY_MS, -1, 0, 1, DAY_MS, DAY_MS + 1]),
    ).map(SUNDAY_NIGHT_MS.__add__),
    st.sampled_from([-240, 0, 60, 120, 540]),
)
"""Moments of two months, many of them at the edges of a week or of the next day."""

Answers = Sequence[tuple[Question, Answer]]
ABROAD = [
    (WallTime(SUNDAY_NIGHT_MS, -240), [(Question.PAIN, 2), (Question.PAIN, 3)], False),
    (WallTime(SUNDAY_NIGHT_MS, 120), [(Question.PAIN, 1)], False),
    (WallTime(SUNDAY_NIGHT_MS + 2 * DAY_MS, 120), [(Question.PAIN, 4)], False),
]
"""A Sunday in New York, at which it is Monday in Berlin; then a run of the week that began."""


@given(
    runs=st.lists(
        st.tuples(MOMENTS, st.lists(answers(), max_size=4), st.booleans()), min_size=1, max_size=4
    ),
    now=MOMENTS,
    stored=st.booleans(),
    weeks=st.integers(1, 3),
)
@example(runs=ABROAD, now=WallTime(SUNDAY_NIGHT_MS + 9 * DAY_MS, 0), stored=False, weeks=2)
@example(runs=ABROAD, now=WallTime(SUNDAY_NIGHT_MS, 0), stored=True, weeks=1)
def test_weeks_have_their_runs_alone(
    runs: Sequence[tuple[WallTime, Answers, bool]], now: WallTime, *, stored: bool, weeks: int
) -> None:
    """Totals, scores and the number of done runs, compared with those of whole runs."""
    with TemporaryDirectory() as folder:
        log = Path(folder) / "log.db"
        a_log(log, runs=len(runs))
        for number, (began, given_answers, excluded) in enumerate(runs, start=1):
            change(
                log,
                f"UPDATE runs SET began_utc = '{utc_text(began.utc_ms)}',"
                f" began_offset_min = {began.offset_minutes} WHERE id = {number}",
            )
            for question, answer in given_answers:
                add_answers(log, a_header(number).run_id, {question: answer}, began)
            set_excluded(log, a_header(number).run_id, None, excluded=excluded, at=now)
        store(log)
        if not stored:
            # The totals of its week are no longer those stored; those of other weeks are.
            change(log, "UPDATE runs SET week = week WHERE id = 1")
        clock = FakeClock(session_s=0.0, utc_ms=now.utc_ms, offset_minutes=now.offset_minutes)
        history = LogHistory(log, clock)
        counted = [
            run
            for run in LogReader(log).runs()
            if not run.excluded and run.began.utc_ms <= now.utc_ms + DAY_MS
        ]
        assert set(history.run_totals()) == run_totals_by_hand(counted)
        week_totals = history.week_totals()
        assert {_alike(each): each.totals for each in week_totals} == _by_week(counted)
        assert len(week_totals) == len(_by_week(counted))
        assert list(week_totals) == sorted(week_totals, key=lambda each: each.week)
        assert history.week_ratings().scores == _scores(counted)
        lately = [run for run in counted if week_of(run.began) > week_of(counted[-1].began) - weeks]
        assert history.week_ratings(weeks).scores == _scores(lately)
        assert set(history.run_totals(weeks)) == run_totals_by_hand(lately)
        assert {_alike(each): each.totals for each in history.week_totals(weeks)} == _by_week(
            lately
        )
        assert history.week_runs().done == Counter(
            week_of(run.began) for run in counted if run.outcome is RunOutcome.DONE
        )


def _alike(totals: ExerciseTotals) -> ExerciseTotals:
    return totals._replace(totals=Totals(0, 0, 0, 0))


def _by_week(runs: Iterable[LoggedRun]) -> dict[ExerciseTotals, Totals]:
    weeks: defaultdict[ExerciseTotals, list[Totals]] = defaultdict(list)
    for run in run_totals_by_hand(runs):
        weeks[_alike(run.done)].append(run.done.totals)
    return {key: sum_totals(parts) for key, parts in weeks.items()}


def _scores(runs: Iterable[LoggedRun]) -> dict[Question, dict[int, list[int]]]:
    scores: defaultdict[Question, defaultdict[int, list[int]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for run in runs:
        for question in Question:
            score = run.rating.answer(question) if run.rating else None
            if isinstance(score, int):
                scores[question][week_of(run.began)].append(score)
    return {question: dict(weeks) for question, weeks in scores.items()}
