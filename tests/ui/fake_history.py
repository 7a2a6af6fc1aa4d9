"""A history in memory, which excludes runs and stops, and raises errors on request."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from follow_along.core.enums import BlockOutcome, ExerciseKind, InterruptionKind, RunOutcome
from follow_along.core.history.logged_run import LoggedBlock, LoggedRun
from follow_along.core.history.totals import ExerciseTotals, RunTotals, Totals
from follow_along.core.history.week_ratings import TITLES, WeekRatings, WeekScore
from follow_along.core.history.week_runs import DoneRuns, WeekRuns, week_runs
from follow_along.core.rating import Answer, Question, Rating
from follow_along.core.sessions.weekly_plan import WeeklyPlan
from follow_along.core.weeks import week_of
from follow_along.ports import HistoryError, RunHead


@dataclass
class FakeHistory:
    """A history of `past` runs. Every call raises `problem` while it is set."""

    past: list[LoggedRun] = field(default_factory=list)
    problem: str = ""
    weeks_since: int = 0
    """How long ago the last week with a run is."""
    exclusions: list[tuple[str, tuple[int, int] | None, bool]] = field(default_factory=list)
    answers: list[tuple[str, dict[Question, Answer]]] = field(default_factory=list)

    def week_totals(self, weeks: int | None) -> Sequence[ExerciseTotals]:
        """Return the totals of the runs in the weeks."""
        return [run.done for run in self.run_totals(weeks)]

    def run_totals(
        self,
        weeks: int | None,
        exercise: str | None = None,
        *,
        kind: ExerciseKind | None = None,
    ) -> Sequence[RunTotals]:
        """Return the totals of each finished block."""
        return [
            RunTotals(run.run_id, run.session, run.began, _exercise_totals(run, block), run.rating)
            for run in self._within(weeks)
            if not run.excluded
            for block in run.blocks
            if block.outcome is BlockOutcome.DONE
            if exercise in {None, block.exercise}
            if kind in {None, block.kind}
        ]

    def heads(self, weeks: int | None) -> Sequence[RunHead]:
        """Return the heads of all runs, also of excluded ones."""
        return [
            RunHead(run.run_id, run.title, run.began, run.outcome, run.excluded, rating=run.rating)
            for run in self._within(weeks)
        ]

    def week_ratings(self, weeks: int | None) -> WeekRatings:
        """Return the scores of the runs in the weeks."""
        return WeekRatings.of_scores(
            WeekScore(week_of(run.began), question, score)
            for run in self._within(weeks)
            if run.rating is not None and not run.excluded
            for question in TITLES
            if isinstance(score := run.rating.answer(question), int)
        )

    def week_runs(self) -> WeekRuns:
        """Return the runs of each week of a programme of three a week; now is the last week."""
        self._fail()
        done = [
            DoneRuns(run.programme, week_of(run.began), 1, run.began.utc_ms)
            for run in self.past
            if run.outcome is RunOutcome.DONE and not run.excluded
        ]
        last = max((runs.week for runs in done), default=0)
        return week_runs(done, {"foot-ankle": WeeklyPlan(3, 1)}, last + self.weeks_since)

    def run(self, run_id: str) -> LoggedRun | None:
        """Return one run."""
        self._fail()
        return next((run for run in self.past if run.run_id == run_id), None)

    def set_excluded(self, run_id: str, stop: tuple[int, int] | None, *, excluded: bool) -> None:
        """Record the exclusion, and apply it."""
        self._fail()
        self.exclusions.append((run_id, stop, not excluded))
        self.past = [
            _with_exclusion(run, stop, excluded=excluded) if run.run_id == run_id else run
            for run in self.past
        ]

    def rate(self, run_id: str, answers: Mapping[Question, Answer]) -> None:
        """Record the answers, and apply them."""
        self._fail()
        self.answers.append((run_id, dict(answers)))
        self.past = [
            _with_answers(run, answers) if run.run_id == run_id else run for run in self.past
        ]

    def _within(self, weeks: int | None) -> Iterable[LoggedRun]:
        self._fail()
        last = max((week_of(run.began) for run in self.past), default=0)
        return [run for run in self.past if weeks is None or week_of(run.began) > last - weeks]

    def _fail(self) -> None:
        if self.problem:
            raise HistoryError(self.problem)


def _exercise_totals(run: LoggedRun, block: LoggedBlock) -> ExerciseTotals:
    steady_ms = block.steady_ms or 0
    ends = sorted({0, steady_ms} | {stop.offset_ms for stop in block.interruptions})
    totals = Totals(
        count=block.count,
        steady_ms=steady_ms,
        off_ms=sum(
            stop.lasted_ms or 0
            for stop in block.interruptions
            if stop.kind is InterruptionKind.WOBBLE
        ),
        longest_ms=max((b - a for a, b in pairwise(ends)), default=0),
    )
    return ExerciseTotals(
        week=week_of(run.began),
        programme=run.programme,
        programme_week=run.week,
        exercise=block.exercise,
        name=block.name,
        kind=block.kind,
        side=block.side,
        planned_ms=block.planned_ms,
        version=block.version,
        totals=totals,
    )


def _with_answers(run: LoggedRun, answers: Mapping[Question, Answer]) -> LoggedRun:
    rating = run.rating or Rating()
    for question, answer in answers.items():
        rating = rating.answered(question, answer)
    return replace(run, rating=rating or None)


def _with_exclusion(run: LoggedRun, stop: tuple[int, int] | None, *, excluded: bool) -> LoggedRun:
    if stop is None:
        return replace(run, excluded=excluded)
    blocks = tuple(
        replace(
            block,
            interruptions=tuple(
                each._replace(excluded=excluded) if (block.attempt, each.number) == stop else each
                for each in block.interruptions
            ),
        )
        for block in run.blocks
    )
    return replace(run, blocks=blocks)
