"""How the runs were, by week, in tables that fit on a sheet, and what was noted."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from follow_along.adapters.report.week_tables import on_sheets
from follow_along.core.dates import day_text, short_week_start
from follow_along.core.history.week_ratings import SCALE_TEXTS, TITLES, WeekRatings
from follow_along.core.rating import Question
from follow_along.ports import RunHead

_PRINTED_LINES = 26
"""Of notes in two columns, so that eight weeks are two sheets."""

_LINE_CHARACTERS = 55


class RatingCell(NamedTuple):
    """The answers to a question in a week."""

    figure: str
    scores: str
    """Those of the runs in their order, such as `2, 3, 2`; empty for a single one."""


class RatingRow(NamedTuple):
    """A question over the weeks of a table; None where there is no answer."""

    title: str
    scale: str
    cells: tuple[RatingCell | None, ...]


class RatingTable(NamedTuple):
    """The ratings over some weeks."""

    weeks: tuple[str, ...]
    """When each begins."""
    rows: tuple[RatingRow, ...]


class Note(NamedTuple):
    """What was noted after a run."""

    day: str
    text: str
    printed: bool
    """Whether it has room on paper."""


def rating_tables(ratings: WeekRatings, weeks: Sequence[int]) -> Iterator[RatingTable]:
    """Yield the ratings in as many tables as the stops have; none without an answer."""
    questions = ratings.questions(weeks)
    for some in on_sheets(weeks) if questions else ():
        yield RatingTable(
            tuple(map(short_week_start, some)),
            tuple(
                RatingRow(
                    TITLES[question],
                    SCALE_TEXTS[question],
                    tuple(_cell(ratings, question, week) for week in some),
                )
                for question in questions
            ),
        )


def notes(heads: Sequence[RunHead]) -> tuple[Note, ...]:
    """Return the notes, oldest first, without those of excluded runs.

    The latest ones are printed, as many as there is room for.
    """
    room = _PRINTED_LINES
    found = []
    for head in reversed(heads):
        if head.rating and head.rating.note and not (head.excluded or head.in_future):
            day, text = day_text(head.began), head.rating.note
            room -= -(-len(f"{day}: {text}") // _LINE_CHARACTERS)
            found.append(Note(day, text, printed=room >= 0))
    return tuple(reversed(found))


def _cell(ratings: WeekRatings, question: Question, week: int) -> RatingCell | None:
    scores = ratings.of(question).get(week)
    if not scores:
        return None
    several = ", ".join(map(str, scores)) if len(scores) > 1 else ""
    return RatingCell(ratings.figure(question, week), several)
