"""The rows of the history grid: how the runs were, and the stops of each exercise."""

from collections.abc import Iterator
from dataclasses import dataclass

from textual.content import Content

from follow_along.core.enums import ExerciseKind, Side
from follow_along.core.history.totals import Grid, GridRow, Totals
from follow_along.core.history.week_ratings import EXPLANATION, TITLES, WeekRatings
from follow_along.core.rating import Question
from follow_along.ui.widgets.grid_cells import CellLayout, cell, fitted


@dataclass(frozen=True, slots=True)
class ExerciseTrack:
    """An exercise over the weeks, on one side or on all sides together (None)."""

    row: GridRow
    side: Side | None

    @property
    def title(self) -> str:
        """The name of the exercise."""
        return self.row.title

    @property
    def heading(self) -> str:
        """What stands above the first of its kind."""
        balance = self.row.kind is ExerciseKind.BALANCE
        return "Balance" if balance else "Other exercises (not in the trend)"

    def totals(self, week: int) -> Totals | None:
        """Return the totals of a week; None if nothing was done."""
        return self.row.cell(week, self.side)

    def height(self, layout: CellLayout) -> int:
        """Return how many lines it takes."""
        return layout.height

    def cell(self, week: int, layout: CellLayout) -> list[Content]:
        """Return the lines of a week."""
        return cell(self.totals(week), layout)

    def is_same(self, other: "Track") -> bool:
        """Whether another track is of the same exercise in the same version, on whatever side."""
        return isinstance(other, ExerciseTrack) and (self.row.exercise, self.row.version) == (
            other.row.exercise,
            other.row.version,
        )


@dataclass(frozen=True, slots=True)
class RatingTrack:
    """The answers to a question over the weeks; a week without any is empty."""

    question: Question
    ratings: WeekRatings
    side: None = None

    @property
    def title(self) -> str:
        """What was asked."""
        return TITLES[self.question]

    @property
    def heading(self) -> str:
        """What stands above the first one."""
        return EXPLANATION

    def height(self, _: CellLayout) -> int:
        """Return how many lines it takes."""
        return 1

    def cell(self, week: int, layout: CellLayout) -> list[Content]:
        """Return the line of a week."""
        return [fitted(layout.indent + self.ratings.figure(self.question, week), layout.width)]

    def is_same(self, other: "Track") -> bool:
        """Whether another track is of the same question."""
        return isinstance(other, RatingTrack) and other.question is self.question


Track = ExerciseTrack | RatingTrack


def tracks(grid: Grid, *, split_sides: bool) -> tuple[Track, ...]:
    """Return the tracks of a grid: of each question, and of each exercise or each of its sides."""
    return (*_rating_tracks(grid), *_exercise_tracks(grid, split_sides=split_sides))


def _rating_tracks(grid: Grid) -> Iterator[RatingTrack]:
    for question in grid.ratings.questions(grid.weeks):
        yield RatingTrack(question, grid.ratings)


def _exercise_tracks(grid: Grid, *, split_sides: bool) -> Iterator[ExerciseTrack]:
    for row in grid.rows:
        for side in row.sides if split_sides else (None,):
            yield ExerciseTrack(row, side)
