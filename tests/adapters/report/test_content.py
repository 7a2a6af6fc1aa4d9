"""What a report says."""

import re
from dataclasses import replace

import pytest

from follow_along.adapters.report.chart_data import ChartRow, Point
from follow_along.adapters.report.content import report
from follow_along.adapters.report.rating_tables import Note, RatingCell
from follow_along.adapters.report.week_tables import Cell, WeekHead
from follow_along.core.enums import BlockOutcome, ExerciseKind, RunOutcome, Side, Version
from follow_along.core.rating import Rating
from tests.adapters.report.reports import report_on, run_on
from tests.logged_runs import MORNING, a_past_block, a_past_run
from tests.ui.fake_history import FakeHistory
from tests.ui.generated_history import rated_weeks, weeks_of_runs


def test_without_finished_work_there_is_no_report():
    """A log with runs of which nothing was finished is as empty as one without runs."""
    skipped = a_past_run(a_past_block(outcome=BlockOutcome.SKIPPED))
    for runs in ([], [skipped]):
        assert report(FakeHistory(runs), 8, name="", made=MORNING) is None


def test_a_report_on_three_weeks():
    """Every text and number of it, worked out by hand."""
    made = report_on([run_on(0, 4, 2), run_on(7, 2, 1), run_on(14, 0, 0)], name="Anna")
    assert (made.name, made.made) == ("Anna", "21 March 2026")
    assert made.period == "7 March 2026 to 21 March 2026 (3 weeks)"
    assert made.sessions == "3 of 9 planned"
    assert made.trend == "Getting steadier (9 stops in 3 weeks)."
    assert made.compared == ("Steady check",)
    # Each side: wbar = 1, V = 2/3. Left: -4 / sqrt(6 * 2/3), right: -2 / sqrt(3 * 2/3), together:
    # -6 / sqrt(6).
    assert made.test.startswith("Test for a trend in counts: z = \N{MINUS SIGN}2.45. ")
    assert made.sides == "No clear difference between the sides lately."
    (table,) = made.tables
    assert table.weeks == (
        WeekHead("2 Mar", "1", 1),
        WeekHead("9 Mar", "1", 1),
        WeekHead("16 Mar", "1", 1),
    )
    assert table.balance[0].cells == (
        Cell("6.0", "6 in 60 s", 4),
        Cell("3.0", "3 in 60 s", 3),
        Cell("0", "0 in 60 s", 0),
    )
    assert table.others == ()
    (chart,) = made.charts
    assert chart.sides == ("left", "right")
    assert chart.rows[:2] == (
        ChartRow("Sat 7 Mar 2026", ("8.0 (4 in 30 s)", "4.0 (2 in 30 s)")),
        ChartRow("Sat 14 Mar 2026", ("4.0 (2 in 30 s)", "2.0 (1 in 30 s)")),
    )
    # Half past seven on the sixth day of the week.
    assert chart.lines[0].pieces[0][0] == Point(5 + 7.5 / 24, 8.0)


def test_a_flagged_side_is_said():
    """The sentence is that of the history, over the last four weeks whatever the report shows."""
    runs = [run_on(day, 3, 0) for day in (0, 7, 14)]
    for weeks in (1, 8):
        assert report_on(runs, weeks).sides == "More stops on the left lately (9 to 0)."


def test_too_early_to_say_has_no_figures_of_a_test():
    """The sentence says what is missing."""
    made = report_on([run_on(0, 4, 2)])
    assert made.trend.startswith("Too early to say")
    assert made.test == ""
    assert made.sides == ""


def test_a_session_that_was_ended_early_is_told_apart_and_an_excluded_one_left_out():
    """Only finished sessions are in the row of sessions."""
    runs = [
        run_on(0),
        replace(run_on(1), outcome=RunOutcome.LEFT),
        replace(run_on(2), outcome=None),
        replace(run_on(3), excluded=True),
    ]
    made = report_on(runs)
    assert made.sessions == "1 of 6 planned, 2 ended early"
    assert [week.sessions for week in made.tables[0].weeks] == [1, 0]


def test_a_run_dated_in_the_future_is_not_told_of():
    """Later in the same week: it is in no totals, so that it is no session either."""

    class Ahead(FakeHistory):
        def heads(self, weeks):
            return [
                head._replace(in_future=index > 0)
                for index, head in enumerate(super().heads(weeks))
            ]

    runs = [run_on(0), replace(run_on(0), run_id="ahead", outcome=RunOutcome.LEFT)]
    made = report(Ahead(runs), 8, name="", made=MORNING)
    assert made.sessions == "1 of 3 planned"


def test_a_week_or_a_side_that_was_not_done_has_no_figure():
    """It is not 0."""
    right = a_past_run(a_past_block(side=Side.RIGHT, began=run_on(14).began), run_id="right")
    made = report_on([run_on(0), replace(right, began=run_on(14).began)])
    assert [cell is None for cell in made.tables[0].balance[0].cells] == [False, True, False]
    assert made.charts[0].rows[1].figures == ("", "0 (0 in 30 s)")


@pytest.mark.parametrize(("weeks", "widths"), [(1, [1]), (8, [8]), (9, [5, 4]), (30, [8, 8, 8, 6])])
def test_a_table_is_as_wide_as_a_sheet_at_most(weeks, widths):
    """More weeks are shown in several tables."""
    made = report_on([run_on(7 * week) for week in range(weeks)], weeks)
    assert [len(table.weeks) for table in made.tables] == widths


def test_an_exercise_that_changed_is_drawn_in_pieces_and_an_anchor_is_not():
    """A new week or length is marked in both."""
    runs = [run_on(0), replace(run_on(7), week=2)]
    other = [
        replace(run, blocks=tuple(replace(block, exercise="stand") for block in run.blocks))
        for run in runs
    ]
    anchor, cut = report_on(runs).charts[0], report_on(other).charts[0]
    assert [len(line.pieces) for line in anchor.lines] == [1, 1]
    assert [len(line.pieces) for line in cut.lines] == [2, 2]
    assert [change.words for change in anchor.changes] == ["week 2"]
    assert anchor.changes[0].day == pytest.approx(5 + 7.5 / 24 + 3.5)


def test_each_version_of_an_exercise_is_shown_apart():
    """In the table, in the charts and among what is compared."""
    easier = run_on(7, 1, 1)
    easier = replace(
        easier, blocks=tuple(replace(each, version=Version.EASIER) for each in easier.blocks)
    )
    made = report_on([run_on(0, 4, 2), easier])
    titles = ["Steady check", "Steady check, easier"]
    assert [row.name for row in made.tables[0].balance] == titles
    assert [(chart.name, len(chart.rows)) for chart in made.charts] == [
        (each, 1) for each in titles
    ]
    assert list(made.compared) == titles


def test_the_figures_of_the_charts_add_up_to_those_of_the_table():
    """The stops of an exercise are the same by week and by run."""
    made = report_on(weeks_of_runs(8))
    by_week = {
        row.name: sum(int(cell.amount.split()[0]) for cell in row.cells if cell)
        for row in made.tables[0].balance
    }
    by_run = {
        chart.name: sum(
            int(count)
            for row in chart.rows
            for text in row.figures
            for count in re.findall(r"\((\d+) in", text)
        )
        for chart in made.charts
    }
    assert by_run == by_week


def test_only_balance_exercises_have_a_chart():
    """Strength and foot exercises stand in the table, apart."""
    block = a_past_block(1, exercise="raise", name="Heel raise", kind=ExerciseKind.STRENGTH)
    made = report_on([a_past_run(a_past_block(), block)])
    assert [chart.name for chart in made.charts] == ["Steady check"]
    assert [row.name for row in made.tables[0].others] == ["Heel raise"]


@pytest.mark.parametrize(
    ("days", "sessions"),
    [
        ((0, 2, 7), "3 of 6 planned"),
        ((0, 2, 3, 4, 5, 6, 7), "7 finished (6 planned)"),
    ],
)
def test_sessions_done_are_shown_with_those_planned(days, sessions):
    """Three a week of two weeks."""
    made = report_on([run_on(day) for day in days])
    assert made.sessions == sessions
    assert made.per_week == 3


def test_sessions_without_a_plan_are_counted_alone():
    """There is no number that was planned."""
    made = report_on([replace(run_on(0), programme="", week=None)])
    assert made.sessions == "1 finished"
    assert made.per_week is None


@pytest.mark.parametrize(
    ("since", "first"), [(0, "2 Mar"), (1, "9 Mar"), (3, "2 Mar"), (4, "2 Mar"), (5, "2 Mar")]
)
def test_the_weeks_end_with_this_one_unless_it_is_long_after(since, first):
    """A week without a run is shown, unless they are all without one."""
    made = report_on([run_on(0), run_on(7), run_on(14)], 3, weeks_since=since)
    (table,) = made.tables
    assert table.weeks[0].begins == first
    assert len(table.weeks) == 3
    if since == 1:
        assert [week.sessions for week in table.weeks] == [1, 1, 0]
        assert [cell is None for cell in table.balance[0].cells] == [False, False, True]


def test_ratings_are_shown_by_week_with_the_answers_of_the_runs():
    """The median, of pain the highest, and each answer; without an answer there is no table."""
    ratings = [
        Rating(2, 4, 0, "New shoes"),
        Rating(3, 7, 4, "", 1),
        None,
        Rating(effort=1, note="Excluded"),
    ]
    runs = [
        replace(run_on(day), rating=each) for day, each in zip((2, 4, 9, 11), ratings, strict=True)
    ]
    runs[-1] = replace(runs[-1], excluded=True)
    made = report_on(runs)
    (table,) = made.ratings
    assert table.weeks == ("9 Mar", "16 Mar")
    assert [(row.title, row.cells) for row in table.rows] == [
        ("Felt steady", (RatingCell("2.5", "2, 3"), None)),
        ("Effort", (RatingCell("5.5", "4, 7"), None)),
        ("Pain", (RatingCell("4", "0, 4"), None)),
        ("Pain next morning", (RatingCell("1", ""), None)),
    ]
    assert made.notes == (Note("Mon 9 Mar 2026", "New shoes", printed=True),)
    unrated = report_on([run_on(0)])
    assert (unrated.ratings, unrated.notes, unrated.felt, unrated.felt_test) == ((), (), "", "")


def test_more_weeks_are_in_as_many_tables_of_ratings():
    """Like those of the stops."""
    made = report_on([replace(run_on(7 * week), rating=Rating(pain=1)) for week in range(9)], 9)
    assert [len(table.weeks) for table in made.ratings] == [5, 4]


def test_what_was_felt_and_counted_is_said_with_its_figures():
    """As far as it is clear."""
    made = report_on(rated_weeks(8))
    assert made.felt.startswith("It felt less steady when there were more stops (")
    assert re.search(r"weeks: gamma = 0\.\d\d, exact one-sided p < 0\.01\.$", made.felt_test)


def test_only_as_many_notes_are_printed_as_have_room():
    """The latest ones; all are on the page."""
    note = "A long note. " * 19
    runs = [replace(run_on(day), rating=Rating(note=note)) for day in range(24)]
    notes = report_on(runs).notes
    assert len(notes) == 24
    assert [each.printed for each in notes] == [False] * 19 + [True] * 5
