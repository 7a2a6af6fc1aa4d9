"""The chart of an exercise as SVG: stops per minute by date, a line for each side."""

from collections.abc import Sequence
from itertools import count
from xml.etree.ElementTree import Element, tostring

import ziaplot

from follow_along.adapters.report.chart_data import ChangeMark, Chart, Point
from follow_along.core.dates import short_week_start
from follow_along.core.enums import Side

_WIDTH, _HEIGHT = 250, 112
_MOST_DATES = 4
_MOST_STEPS = 4
_LEAST_TOP = 2.0
"""The least end of the axis of rates, so that one stop does not look like many."""

_LABEL_ROOM = 1.15
"""The height of the plot in that of its axis: above it are the labels of the changes."""

_LABEL_SHARES = {"week": 0.14, "wk": 0.1}
"""The share of the width that the label of a change takes, by its word for a week."""

_LINE_STYLES = {
    Side.LEFT: "shape: o; color: #0b5394; edge_color: #0b5394; stroke: solid",
    Side.RIGHT: "shape: s; color: #9c3d00; edge_color: #9c3d00; fill_color: #ffffff; stroke: 5 3",
    Side.BOTH: "shape: ^; color: #333333; edge_color: #333333; stroke: solid",
}
"""Marks and strokes differ too, for those without colour."""

_LINE_SIZES = "radius: 2.3; edge_width: 1.1; stroke_width: 1.3"
_CHANGE_STYLE = "color: #777777; stroke: 2 2; stroke_width: 1"
_GRAPH_STYLE = """
Graph { color: #ffffff; edge_color: #555555; edge_width: 1; }
Graph.TickX { color: #333333; font_size: 9; height: 3; stroke_width: 1; margin: 2; pad: 0; }
Graph.TickY { color: #333333; font_size: 9; height: 3; stroke_width: 1; margin: 3; pad: 0.3; }
Graph.GridX { color: none; }
Graph.GridY { color: #dddddd; stroke: solid; stroke_width: 1; }
Text { color: #333333; font_size: 8; }
"""


def chart_svg(chart: Chart, number: int, label: str) -> str:
    """Return the chart as an SVG element.

    `number` keeps the ids of a page's charts apart; a screen reader reads `label`.
    """
    ziaplot.config.text = "text"
    pieces = [(line.side, piece) for line in chart.lines for piece in line.pieces if piece]
    highest = max((point.per_minute for _, piece in pieces for point in piece), default=0.0)
    ticks = _ticks(max(highest, _LEAST_TOP))
    days = 7 * chart.weeks
    graph = ziaplot.Graph().css(_GRAPH_STYLE).size(_WIDTH, _HEIGHT)
    graph.xrange(0, days).yrange(0, _LABEL_ROOM * ticks[-1])
    weeks = range(0, chart.weeks, -(-chart.weeks // _MOST_DATES))
    dates = [short_week_start(chart.first_week + week) for week in weeks]
    graph.xticks([7 * week for week in weeks], dates)
    graph.yticks(ticks, [f"{tick:g}" for tick in ticks])
    _draw_changes(graph, chart.changes, days, _LABEL_ROOM * ticks[-1])
    for side, piece in pieces:
        _draw_piece(graph, side, piece)
    return _embedded(graph.svgxml(), f"chart-{number}-", label)


def _ticks(highest: float) -> list[float]:
    """Return round rates from 0 to the first one that is not below `highest`."""
    steps = (factor * 10.0**power for power in count() for factor in (1, 2, 5))
    step = next(step for step in steps if step * _MOST_STEPS >= highest)
    return [number * step for number in range(_MOST_STEPS + 1) if (number - 1) * step < highest]


def _draw_piece(graph: ziaplot.Graph, side: Side, piece: Sequence[Point]) -> None:
    # A path needs two points; a run that stands alone is drawn to itself.
    points = piece if len(piece) > 1 else [*piece, *piece]
    line = ziaplot.PolyLine([point.day for point in points], [point.per_minute for point in points])
    graph.add(line.style(f"{_LINE_STYLES[side]}; {_LINE_SIZES}"))


def _draw_changes(
    graph: ziaplot.Graph, changes: Sequence[ChangeMark], days: int, highest: float
) -> None:
    """Draw a vertical line at each change, with its words where there is room."""
    ends = [*(change.day for change in changes[1:]), days]
    for change, end in zip(changes, ends, strict=False):
        line = ziaplot.PolyLine([change.day, change.day], [0, highest])
        graph.add(line.style(_CHANGE_STYLE))
        room = (end - change.day) / days
        for week, share in _LABEL_SHARES.items():
            if room >= share:
                words = change.words.replace("week", week)
                graph.add(ziaplot.Text(change.day + days / 150, highest, words, valign="top"))
                break


def _embedded(svg: Element, prefix: str, label: str) -> str:
    """Return a drawing as part of a page: it fits its place, and no id is another's."""
    for element in svg.iter():
        for name, value in element.attrib.items():
            if name == "id":
                element.set(name, prefix + value)
            elif value.startswith("url(#"):
                element.set(name, f"url(#{prefix}{value[5:]}")
    del svg.attrib["width"], svg.attrib["height"]
    svg.set("role", "img")
    svg.set("aria-label", label)
    return tostring(svg, encoding="unicode")
