"""The parts of the history screens: shades, cells, strips, dates and chart lines."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.color import Color

from follow_along.core import dates
from follow_along.core.enums import BlockOutcome, InterruptionKind
from follow_along.core.history.rate_scale import rate_text
from follow_along.core.history.series import Change, RunPoint
from follow_along.core.history.totals import Totals
from follow_along.core.wall_time import WallTime
from follow_along.ui.rate_scale import shade, steps
from follow_along.ui.themes import THEMES
from follow_along.ui.widgets import chart_lines
from follow_along.ui.widgets.chart_lines import ChartPoint, Measure
from follow_along.ui.widgets.grid_cells import NOT_DONE, cell, cell_layout_for
from follow_along.ui.widgets.stop_strip import stop_strip
from tests.logged_runs import MORNING, a_past_block, a_past_stop
from tests.ui.contrast import contrast

NARROW = cell_layout_for(1, 8)


def grounds() -> list[str]:
    """The grounds of the scale from no stops to the most."""
    return [step.style.split("$")[-1] for _, step in steps()]


def test_more_stops_are_further_from_the_screen_and_each_step_has_a_sign_of_its_own():
    """The pattern is seen before the numbers are read, with colours or without, in both looks."""
    for theme in THEMES:
        screen = Color.parse(theme.background)
        shades = [Color.parse(theme.variables[ground]) for ground in grounds()[1:]]
        split_sides = [contrast(screen, shade) for shade in shades]
        assert split_sides == sorted(split_sides)
    signs = [step.sign for _, step in steps()]
    assert len(set(signs)) == len(signs)


@pytest.mark.parametrize(
    ("per_minute", "words"), [(0, "0"), (0.01, "<0.1"), (0.3, "0.3"), (9.96, "10"), (120, "120")]
)
def test_rate_is_0_only_without_a_stop(per_minute, words):
    """A low rate is never shown as 0."""
    assert rate_text(per_minute) == words
    assert (shade(per_minute).sign == " ") == (per_minute == 0)


def test_not_done_is_told_apart_from_no_stops():
    """A dot on nothing is not a nought on a ground; nor is work without steady time."""
    none = [line.plain for line in cell(Totals(0, 90_000, 0, 30_000), NARROW)]
    assert none == ["  0   ", "0/90s "]
    for missing in (None, Totals(0, 0, 0, 0)):
        lines = cell(missing, NARROW)
        assert [line.plain for line in lines] == [f"{NOT_DONE}     ", " " * 6]
        assert not any("on $" in str(span.style) for line in lines for span in line.spans)


@given(st.integers(0, 10_000), st.integers(1, 10**8), st.integers(10, 200), st.integers(1, 60))
def test_cell_is_as_wide_as_its_form_whatever_it_holds(count, steady_ms, columns, weeks):
    """A large count pushes no column aside; where it is cut, an ellipsis says so."""
    form = cell_layout_for(columns, weeks)
    lines = cell(Totals(count, steady_ms, 0, steady_ms), form)
    assert [line.cell_length for line in lines] == [form.width] * form.height


def test_narrow_cell_gives_up_seconds_before_it_cuts():
    """Two digits of stops in five minutes and a third are said in whole minutes."""
    lines = cell(Totals(41, 320_000, 0, 30_000), NARROW)
    assert lines[1].plain == "41/5m "


def test_strip_shows_where_each_stop_fell():
    """A stop half way through its block is in the middle of the strip."""
    stops = (
        a_past_stop(1, offset_ms=0),
        a_past_stop(2, offset_ms=15_000, kind=InterruptionKind.TOUCH),
        a_past_stop(3, offset_ms=30_000, kind=InterruptionKind.BREAK, counted=False),
    )
    assert stop_strip(a_past_block(interruptions=stops), 11) == "●────○────‖"


def test_strip_counts_stops_in_one_place_and_dots_what_was_not_done():
    """Stops too close together become their number; a block cut short ends in dots."""
    stops = tuple(a_past_stop(number, offset_ms=100 * number) for number in range(1, 4))
    block = a_past_block(interruptions=stops, steady_ms=15_000, outcome=BlockOutcome.CUT)
    assert stop_strip(block, 10) == "3────·····"
    many = tuple(a_past_stop(number, offset_ms=number) for number in range(1, 12))
    assert stop_strip(a_past_block(interruptions=many), 3)[0] == "+"


def test_strip_marks_what_is_not_counted():
    """An undone stop and an excluded one have their own sign."""
    undone = a_past_stop(1, offset_ms=0, undone=True)
    left_out = a_past_stop(2, offset_ms=20_000, excluded=True)
    assert stop_strip(a_past_block(interruptions=(undone, left_out)), 3) == "x─x"


def test_block_without_work_has_no_strip():
    """A skipped block has an empty strip."""
    skipped = a_past_block(steady_ms=None, planned_ms=None, outcome=BlockOutcome.SKIPPED)
    assert stop_strip(skipped, 20) == ""


@given(st.integers(0, 4_102_444_800_000), st.integers(-720, 840))
def test_dates_are_those_of_the_calendar(utc_ms, offset_minutes):
    """Days, months, years and times of day are what the person's own calendar and clock said."""
    moment = WallTime(utc_ms, offset_minutes)
    zone = datetime.timezone(datetime.timedelta(minutes=offset_minutes))
    local = datetime.datetime.fromtimestamp(utc_ms / 1000, zone)
    assert dates.day_text(moment) == f"{local:%a} {local.day} {local:%b %Y}"
    assert dates.short_day(moment) == f"{local.day} {local:%b}"
    assert dates.month_and_year(moment) == f"{local:%b %Y}"
    assert dates.time_text(moment) == f"{local:%H:%M}"


def points(*counts: int) -> list[RunPoint]:
    """A run of a minute for each count."""
    return [
        RunPoint(place, f"run-{place}", MORNING, Totals(count, 60_000, 0, 30_000))
        for place, count in enumerate(counts)
    ]


def test_points_show_the_measure_asked_for():
    """Stops a minute, or the longest stretch in seconds."""
    assert chart_lines.chart_points(points(3, 1), Measure.RATE, 1) == [
        ChartPoint(0, 3),
        ChartPoint(1, 1),
    ]
    assert chart_lines.chart_points(points(3), Measure.LONGEST, 1) == [ChartPoint(0, 30)]


def test_runs_that_do_not_fit_share_a_point():
    """Their stops are divided by all their minutes, and the point stands in their middle."""
    assert chart_lines.runs_per_point(runs=10, columns=20) == 1
    assert chart_lines.runs_per_point(runs=100, columns=20) == 10
    assert chart_lines.chart_points(points(3, 1, 6), Measure.RATE, 2) == [
        ChartPoint(0.5, 2),
        ChartPoint(2.5, 6),
    ]


def test_line_is_cut_where_a_step_begins():
    """Harder must not look like worse: nothing joins the two."""
    line = chart_lines.chart_points(points(1, 2, 8, 7), Measure.RATE, 1)
    pieces = chart_lines.split_at_changes(line, [Change(2, "week 2")])
    assert [[spot.y for spot in piece] for piece in pieces] == [[1, 2], [8, 7]]


def test_dots_lie_on_the_line_and_follow_steep_ones():
    """A dot for every other column, or for every row of a steep line."""
    level = chart_lines.points_between(
        [ChartPoint(0, 1), ChartPoint(10, 1)], columns_per_x=1, rows_per_y=1
    )
    assert [(spot.x, spot.y) for spot in level] == [(2, 1), (4, 1), (6, 1), (8, 1)]
    steep = chart_lines.points_between(
        [ChartPoint(0, 0), ChartPoint(1, 5)], columns_per_x=2, rows_per_y=1
    )
    assert [spot.y for spot in steep] == pytest.approx([1, 2, 3, 4])


def test_step_names_stand_at_their_columns_and_are_cut_with_a_sign():
    """Names do not overlap and do not pass the edge."""
    assert chart_lines.labels_row([(2, "week 2"), (12, "week 3")], 20) == "  week 2    week 3"
    assert chart_lines.labels_row([(0, "week 2"), (5, "week 3")], 9) == "wee… wee…"
