"""When the next run of a programme is due, and which sessions are to come.

Nothing here forbids anything: every session can be played on any day. Days are the local ones of
the runs, and weeks are ISO weeks.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from follow_along.core.history.logged_run import SessionPast
from follow_along.core.history.suggestion import (
    ProgrammeSession,
    Suggestion,
    in_order,
    suggest,
    suggest_in,
)
from follow_along.core.sessions.weekly_plan import WeeklyPlan
from follow_along.core.weeks import monday, week_of_day

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Due:
    """How many runs of a programme were done this week, and when the next one is due."""

    plan: WeeklyPlan
    done: int
    """Runs this week, of any session of the programme."""
    today: date
    day: date
    """The first day for the next run; never before today."""

    @property
    def next_words(self) -> str:
        """When the next run is due: `today`, `from Thursday`, `from Thursday next week`."""
        if self.day == self.today:
            return "today"
        far = (self.day - self.today).days >= len(_WEEKDAYS)
        return f"from {_WEEKDAYS[self.day.weekday()]}{' next week' if far else ''}"

    def words(self, span: str = " this week") -> str:
        """Runs done of those planned, and the next day: `2 of 3 this week; next from Thursday`."""
        done, planned = self.done, self.plan.per_week
        more = f"{done}{span} ({planned} planned)"
        return f"{more if done > planned else f'{done} of {planned}{span}'}; next {self.next_words}"


def due(plan: WeeklyPlan, done: Iterable[date], today: date) -> Due:
    """Return what is due after runs of a programme on the days `done`."""
    days = list(done)
    this_week = sum(week_of_day(day) == week_of_day(today) for day in days)
    return Due(plan, this_week, today, _next_day(plan, days, today))


class ComingRun(NamedTuple):
    """A run that is to come, if each one goes well."""

    day: date
    session: str
    """The session's name."""
    number: int
    """Which run of the session it is, from 1; runs already done included."""


def coming_runs(
    names: Sequence[str],
    suggestion: Suggestion,
    plan: WeeklyPlan,
    done: Iterable[date],
    today: date,
) -> Iterator[ComingRun]:
    """Yield the runs up to the end of a programme, each as early as the plan has it.

    `names` are its sessions in order, and `done` the days of its runs. A session that was done
    often enough, but not steadily, comes once more.
    """
    if suggestion.is_complete:
        return
    days = list(done)
    number = suggestion.times_done
    for name in names[names.index(suggestion.name) :]:
        for again in range(number + 1, max(plan.per_week, number + 1) + 1):
            day = _next_day(plan, days, today)
            days.append(day)
            yield ComingRun(day, name, again)
        number = 0


@dataclass(frozen=True, slots=True)
class ProgrammeDue:
    """What is due of one programme."""

    sessions: tuple[ProgrammeSession, ...]
    """Its sessions, in order."""
    suggestion: Suggestion
    due: Due
    done: tuple[date, ...]
    """The days of its latest runs."""

    def coming(self) -> Iterator[ComingRun]:
        """Yield the runs up to its end, as `coming_runs` does."""
        names = [session.name for session in self.sessions]
        return coming_runs(names, self.suggestion, self.due.plan, self.done, self.due.today)


def programmes_due(
    sessions: Sequence[ProgrammeSession], past: Mapping[str, SessionPast], today: date
) -> list[ProgrammeDue]:
    """Return what is due of the suggested programme, and of every other one that was begun.

    Left out is a programme without a plan, and one that is complete.
    """
    found = []
    first = suggest(sessions, past, today)
    for programme in dict.fromkeys(session.programme for session in sessions if session.programme):
        weeks = in_order(sessions, programme)
        suggestion = suggest_in(weeks, past, today)
        plan = next(each.plan for each in weeks if each.name == suggestion.name)
        runs = [past[each.name].done for each in weeks if each.name in past]
        done = tuple(began.local_date for began_at in runs for began in began_at)
        if plan and not suggestion.is_complete and (done or suggestion == first):
            found.append(ProgrammeDue(tuple(weeks), suggestion, due(plan, done, today), done))
    return found


def _next_day(plan: WeeklyPlan, done: Sequence[date], today: date) -> date:
    """Return the first day that is far enough from the last run, in a week that has room."""
    rested = timedelta(days=plan.days_apart + 1)
    day = max([today, *(each + rested for each in done)])
    runs = Counter(map(week_of_day, done))
    while runs[week_of_day(day)] >= plan.per_week:
        day = monday(week_of_day(day) + 1)
    return day
